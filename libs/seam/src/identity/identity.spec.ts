import { createHmac, type KeyObject } from 'node:crypto';
import { jest } from '@jest/globals';
import { SignJWT } from 'jose';
import {
  generateKey,
  keyId,
  publicKeyOf,
  PublicKeys,
  readPrivateKey,
  readPublicKey,
} from '#glue/keys';
import { KnownCallers } from './known-callers.js';
import { OwnIdentity } from './own-identity.js';

const [OLD, NEW, OTHER] = [generateKey(), generateKey(), generateKey()];
const publicKey = (text: string) => readPublicKey(publicKeyOf(text));
const callersWith = (...keys: string[]) =>
  new KnownCallers(new PublicKeys(async () => ({ todo: keys.map(publicKey) })));
const known = () => callersWith(OLD, NEW);
const tokenOf = (name: string, key: string, audience = 'auth') =>
  new OwnIdentity(name, readPrivateKey(key)).token(audience);

afterEach(() => jest.useRealTimers());

/** A token with other claims than OwnIdentity gives. */
async function forged(claims: Record<string, unknown>, key: KeyObject = readPrivateKey(NEW)) {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ iss: 'todo', aud: 'auth', iat: now, exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: await keyId(key) })
    .sign(key);
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const claims = () => ({ iss: 'todo', aud: 'auth', iat: seconds(), exp: seconds() + 60 });
const seconds = () => Math.floor(Date.now() / 1_000);

async function unsigned(): Promise<string> {
  const kid = await keyId(publicKey(NEW));
  return `${encode({ alg: 'none', kid })}.${encode(claims())}.`;
}

/** What a library accepts that takes the algorithm from the token. */
async function signedWithPublicKey(): Promise<string> {
  const kid = await keyId(publicKey(NEW));
  const text = `${encode({ alg: 'HS256', kid })}.${encode(claims())}`;
  const secrets = publicKey(NEW).export({ format: 'pem', type: 'spki' });
  return `${text}.${createHmac('sha256', secrets).update(text).digest('base64url')}`;
}

async function misnamed(): Promise<string> {
  const kid = await keyId(publicKey(OLD));
  return new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid }).sign(readPrivateKey(NEW));
}

describe('the identity of a context', () => {
  it.each([OLD, NEW])('is recognized by each of its keys', async (key) => {
    const callers = known();
    const token = await tokenOf('todo', key);
    await expect(callers.verify(token, 'auth')).resolves.toBe('todo');
    expect(callers.verify(token, 'auth')).toBe('todo');
  });

  it.each([
    ['another audience', () => tokenOf('todo', NEW, 'mail')],
    ['an unknown key', () => tokenOf('todo', OTHER)],
    ['the key of another context', () => tokenOf('mail', NEW)],
    ['a token that is none', async () => 'x'],
    ['an expired one', () => forged({ iat: past(200), exp: past(140) })],
    ['one that is valid for too long', () => forged({ exp: past(-600) })],
    ['one that never expires', () => forged({ exp: undefined })],
    ['one dated ahead', () => forged({ iat: past(-40), exp: past(-100) })],
    ['one without a date', () => forged({ iat: undefined })],
    ['one for no audience', () => forged({ aud: undefined })],
    ['one without a name', () => forged({ iss: undefined })],
    ['one that is not signed', () => unsigned()],
    ['one with the public key as a shared secret', () => signedWithPublicKey()],
    ['one with a key that it names falsely', () => misnamed()],
  ])('refuses %s', async (_, make) => {
    await expect(known().verify(await make(), 'auth')).rejects.toThrow();
  });
  const past = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;

  it('refuses a changed token', async () => {
    const [header, payload, signature] = (await tokenOf('todo', NEW)).split('.');
    const changed = Buffer.from(payload!, 'base64url').toString().replace('todo', 'mail');
    const token = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    await expect(known().verify(token, 'auth')).rejects.toThrow();
  });

  it('reuses a token for half of its lifetime, and forgets it when it expires', async () => {
    jest.useFakeTimers({ now: Date.now(), doNotFake: ['nextTick', 'setImmediate'] });
    const identity = new OwnIdentity('todo', readPrivateKey(NEW));
    const [first, callers] = [await identity.token('auth'), known()];
    await callers.verify(first, 'auth');
    jest.advanceTimersByTime(29_000);
    await expect(identity.token('auth')).resolves.toBe(first);
    jest.advanceTimersByTime(2_000);
    await expect(identity.token('auth')).resolves.not.toBe(first);
    jest.advanceTimersByTime(100_000);
    await expect(callers.verify(first, 'auth')).rejects.toThrow();
  });

  it('may be dated up to 30 s ahead, or behind, by a clock that differs', async () => {
    for (const ahead of [25, -25]) {
      const token = await forged({ iat: seconds() + ahead, exp: seconds() + ahead + 60 });
      await expect(known().verify(token, 'auth')).resolves.toBe('todo');
    }
    const late = await forged({ iat: seconds() + 40, exp: seconds() + 100 });
    await expect(known().verify(late, 'auth')).rejects.toThrow('timestamp check failed');
  });

  it('is replaced: with both keys known, then with the new one, and the old one is refused', async () => {
    const [before, after] = [await tokenOf('todo', OLD), await tokenOf('todo', NEW)];
    await expect(callersWith(OLD).verify(after, 'auth')).rejects.toThrow('unknown key');
    for (const token of [before, after]) {
      await expect(callersWith(NEW, OLD).verify(token, 'auth')).resolves.toBe('todo');
    }
    await expect(callersWith(NEW).verify(after, 'auth')).resolves.toBe('todo');
    await expect(callersWith(NEW).verify(before, 'auth')).rejects.toThrow('unknown key');
  });
});
