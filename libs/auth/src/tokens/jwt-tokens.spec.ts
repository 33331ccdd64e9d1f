import { createHmac } from 'node:crypto';
import { jest } from '@jest/globals';
import type { TokenClaims } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { HmacKeys } from './hmac-keys.js';
import { JwtTokens } from './jwt-tokens.js';

const SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';
const NOW = 1_767_225_600;
/** The key id of version 1. It must not change: a new version would log all users out. */
const KEY_ID = createHmac('sha256', SECRET).update('seam/kid').digest().subarray(0, 9);
const HEADER = { alg: 'HS256', typ: 'JWT', kid: KEY_ID.toString('base64url') };
const CLAIMS: TokenClaims = { unique_id: 'u-1', sid: 's-1', iat: NOW, exp: NOW + 3600 };

/** Only the date is fake. */
function freezeDateAt(seconds: number): void {
  jest.useFakeTimers({ now: seconds * 1000, doNotFake: ['nextTick', 'queueMicrotask'] });
}

function service(): { tokens: JwtTokens; keys: HmacKeys } {
  const keys = new HmacKeys(SECRET);
  return { tokens: new JwtTokens(keys), keys };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A token made by hand, with claims that no library would make. */
function forge(
  payload: object,
  { header = { alg: 'HS256', typ: 'JWT' }, secret = SECRET, hash = 'sha256' } = {},
): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

function decode(token: string): { header: object; payload: object } {
  const [header, payload] = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header!), payload: JSON.parse(payload!) };
}

function codeOf(verify: () => unknown): string {
  try {
    verify();
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return (error as ServiceError).code;
  }
  return 'accepted';
}

beforeEach(() => freezeDateAt(NOW));
afterEach(() => jest.useRealTimers());

describe('JwtTokens.sign', () => {
  it('makes a token that verifies to the same claims', () => {
    const { tokens } = service();
    expect(tokens.check(tokens.sign(CLAIMS)).claims).toEqual(CLAIMS);
  });

  it('signs with HS256 exactly the given claims, without aud', () => {
    const { tokens } = service();
    expect(decode(tokens.sign(CLAIMS))).toEqual({ header: HEADER, payload: CLAIMS });
  });

  it('makes the same token from the same claims, at any time and in any process', () => {
    const first = service().tokens.sign(CLAIMS);
    freezeDateAt(NOW + 100);
    expect(service().tokens.sign({ ...CLAIMS })).toBe(first);
  });

  it('matches a token made by hand according to RFC 7519', () => {
    expect(service().tokens.sign(CLAIMS)).toBe(forge(CLAIMS, { header: HEADER }));
  });
});

describe('JwtTokens.check refuses as unauthenticated', () => {
  const { tokens } = service();
  const good = forge(CLAIMS);
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const without = (claim: keyof TokenClaims) => ({ ...CLAIMS, [claim]: undefined });

  it('(these are made from a token that it accepts)', () => {
    expect(codeOf(() => tokens.check(good))).toBe('accepted');
  });

  it.each([
    ['another payload', `${header}.${encode({ ...CLAIMS, unique_id: 'u-2' })}.${signature}`],
    ['another signature', `${header}.${payload}.${flip(signature, 5)}`],
    ['another unused bit', `${header}.${payload}.${flip(signature, signature.length - 1)}`],
    ['no signature', `${header}.${payload}.`],
    ['alg none', `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`],
    ['alg none with a signature', forge(CLAIMS, { header: { alg: 'none', typ: 'JWT' } })],
    ['another secret', forge(CLAIMS, { secret: 'x'.repeat(32) })],
    ['an empty secret', forge(CLAIMS, { secret: '' })],
    ['HS512', forge(CLAIMS, { header: { alg: 'HS512', typ: 'JWT' }, hash: 'sha512' })],
    ['HS384', forge(CLAIMS, { header: { alg: 'HS384', typ: 'JWT' }, hash: 'sha384' })],
    ['RS256 with our secret as key', forge(CLAIMS, { header: { alg: 'RS256', typ: 'JWT' } })],
    ['one that has expired', forge({ ...CLAIMS, exp: NOW - 1 })],
    ['one that expires now', forge({ ...CLAIMS, exp: NOW })],
    ['no unique_id', forge(without('unique_id'))],
    ['no sid', forge(without('sid'))],
    ['no iat', forge(without('iat'))],
    ['no exp', forge(without('exp'))],
    ['an empty unique_id', forge({ ...CLAIMS, unique_id: '' })],
    ['a NUL in sid', forge({ ...CLAIMS, sid: 's-1\0' })],
    ['half a character in sid', forge({ ...CLAIMS, sid: 's-1\ud800' })],
    ['a line break after sid', forge({ ...CLAIMS, sid: 's-1\n' })],
    ['a sid that is too long', forge({ ...CLAIMS, sid: 's'.repeat(129) })],
    ['a NUL in unique_id', forge({ ...CLAIMS, unique_id: 'u\0' })],
    ['a unique_id that is not a string', forge({ ...CLAIMS, unique_id: 1 })],
    ['an exp that is not a number', forge({ ...CLAIMS, exp: String(CLAIMS.exp) })],
    ['an exp that is not an integer', forge({ ...CLAIMS, exp: CLAIMS.exp + 0.5 })],
    ['too long claims', forge({ ...CLAIMS, unique_id: 'u'.repeat(1024) })],
    ['too long garbage', 'x'.repeat(15_000)],
    ['garbage', 'garbage'],
    ['garbage in three parts', 'a.b.c'],
    ['nothing', ''],
    ['space', ' '],
    ['a valid one with more text after it', `${good}.${signature}`],
    ['a valid one with space before it', ` ${good}`],
  ])('%s', (_what, token) => {
    expect(codeOf(() => tokens.check(token))).toBe('unauthenticated');
    expect(codeOf(() => tokens.check(token))).toBe('unauthenticated'); // and does not cache it
  });

  it('a valid, cached token once it has expired', () => {
    const token = tokens.sign({ ...CLAIMS, exp: NOW + 10 });
    freezeDateAt(NOW + 9);
    expect(codeOf(() => tokens.check(token))).toBe('accepted');
    freezeDateAt(NOW + 10);
    expect(codeOf(() => tokens.check(token))).toBe('unauthenticated');
    expect(codeOf(() => tokens.check(token))).toBe('unauthenticated');
  });

  it('an expired token with the same message, cached or not', () => {
    const token = tokens.sign({ ...CLAIMS, exp: NOW + 20 });
    const { tokens: remembering } = service();
    remembering.check(token);
    freezeDateAt(NOW + 20);
    const words = 'The token has expired. Log in again.';
    expect(() => remembering.check(token)).toThrow(words);
    expect(() => remembering.check(token)).toThrow(words); // no longer cached
    expect(() => tokens.check(token)).toThrow(words); // never seen
  });

  function flip(text: string, at: number): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return text.slice(0, at) + alphabet[alphabet.indexOf(text[at]!) ^ 1]! + text.slice(at + 1);
  }
});

describe('JwtTokens.verify', () => {
  it('verifies the signature of a valid token only once', () => {
    const { tokens, keys } = service();
    const verify = jest.spyOn(keys, 'verify');
    const token = tokens.sign(CLAIMS);
    for (let i = 0; i < 5; i++) expect(tokens.check(token).claims).toEqual(CLAIMS);
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('verifies the signature of an invalid token each time', () => {
    const { tokens, keys } = service();
    const verify = jest.spyOn(keys, 'verify');
    for (let i = 0; i < 3; i++) codeOf(() => tokens.check('a.b.c'));
    expect(verify).toHaveBeenCalledTimes(3);
  });

  it('does not hash a token that is too long', () => {
    const { tokens, keys } = service();
    const verify = jest.spyOn(keys, 'verify');
    codeOf(() => tokens.check('x'.repeat(1025)));
    expect(verify).not.toHaveBeenCalled();
  });

  it('returns claims that a caller can change without effect on the next', () => {
    const { tokens } = service();
    const token = tokens.sign(CLAIMS);
    const claims = tokens.check(token).claims;
    expect(() => Object.assign(claims, { unique_id: 'u-2' })).toThrow(TypeError);
    expect(tokens.check(token).claims.unique_id).toBe('u-1');
  });

  it('returns only these claims, also if others were signed', () => {
    const { tokens } = service();
    expect(tokens.check(forge({ ...CLAIMS, role: 'admin' })).claims).toEqual(CLAIMS);
  });
});
