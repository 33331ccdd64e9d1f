import { createHmac } from 'node:crypto';
import { TokenExpiredError } from '@nestjs/jwt';
import { HmacKeys } from './hmac-keys.js';

const [CURRENT, PREVIOUS, STRANGE] = ['c', 'p', 's'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
];
const NOW = Math.floor(Date.now() / 1000);
const PAYLOAD = { sid: 's-1', iat: NOW, exp: NOW + 60 };

const keys = new HmacKeys(CURRENT, PREVIOUS);
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const keyIdOf = (token: string) => {
  const header = Buffer.from(token.split('.')[0]!, 'base64url').toString();
  return (JSON.parse(header) as { kid: string }).kid;
};

/** A token with any header. */
function forge(header: object, secret: string, payload: object = PAYLOAD): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

describe('HmacKeys', () => {
  it('signs with the current secret only, and names it without revealing it', () => {
    const token = keys.sign(PAYLOAD);
    expect(new HmacKeys(CURRENT).verify(token)).toEqual(PAYLOAD);
    expect(keyIdOf(token)).toMatch(/^[\w-]{12}$/);
    expect(keyIdOf(token)).toBe(keyIdOf(new HmacKeys(CURRENT).sign({})));
    expect(keyIdOf(token)).not.toBe(keyIdOf(new HmacKeys(PREVIOUS).sign(PAYLOAD)));
  });

  it('verifies tokens of the current and of a previous secret', () => {
    expect(keys.verify(keys.sign(PAYLOAD))).toEqual(PAYLOAD);
    expect(keys.verify(new HmacKeys(PREVIOUS).sign(PAYLOAD))).toEqual(PAYLOAD);
  });

  it.each([CURRENT, PREVIOUS])('verifies tokens that name no key', (secret) => {
    expect(keys.verify(forge({}, secret))).toEqual(PAYLOAD);
  });

  it('refuses tokens of an unknown secret, with or without a key id', () => {
    const kid = keyIdOf(keys.sign(PAYLOAD));
    for (const token of [
      new HmacKeys(STRANGE).sign(PAYLOAD),
      forge({}, STRANGE),
      forge({ kid }, STRANGE),
      forge({ kid: 'unknown' }, CURRENT),
      forge({ kid: 1 }, CURRENT),
      forge({ kid: null }, STRANGE),
    ]) {
      expect(() => keys.verify(token)).toThrow();
    }
  });

  it('refuses a token that names one key and is signed with another', () => {
    const kid = keyIdOf(new HmacKeys(PREVIOUS).sign(PAYLOAD));
    expect(() => keys.verify(forge({ kid }, CURRENT))).toThrow('invalid signature');
  });

  it.each([CURRENT, PREVIOUS])('reports an expired token as expired', (secret) => {
    const expired = { ...PAYLOAD, exp: NOW - 1 };
    expect(() => keys.verify(forge({}, secret, expired))).toThrow(TokenExpiredError);
    expect(() => keys.verify(new HmacKeys(secret).sign(expired))).toThrow(TokenExpiredError);
  });

  it.each(['', '.', 'a.b.c', `${encode([])}.b.c`, 'bnVsbA.b.c'])('refuses %j', (garbage) => {
    expect(() => keys.verify(garbage)).toThrow();
  });
});
