import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { jest } from '@jest/globals';
import { SignJWT } from 'jose';
import { generateKey, keyId, publicKeyOf, readPrivateKey, readPublicKey } from './keys.js';
import { KnownCallers } from './known-callers.js';
import { OwnIdentity } from './own-identity.js';

const [OLD, NEW, OTHER] = [generateKey(), generateKey(), generateKey()];
const publicKey = (text: string) => readPublicKey(publicKeyOf(text));
const known = () => KnownCallers.of({ todo: [publicKey(OLD), publicKey(NEW)] });
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

describe('the identity of a context', () => {
  it.each([OLD, NEW])('is recognized by each of its keys', async (key) => {
    const callers = await known();
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
  ])('refuses %s', async (_, make) => {
    await expect((await known()).verify(await make(), 'auth')).rejects.toThrow();
  });
  const past = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;

  it('refuses a changed token', async () => {
    const [header, payload, signature] = (await tokenOf('todo', NEW)).split('.');
    const changed = Buffer.from(payload!, 'base64url').toString().replace('todo', 'mail');
    const token = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    await expect((await known()).verify(token, 'auth')).rejects.toThrow();
  });

  it('reuses a token for half of its lifetime, and forgets it when it expires', async () => {
    jest.useFakeTimers({ now: Date.now(), doNotFake: ['nextTick', 'setImmediate'] });
    const identity = new OwnIdentity('todo', readPrivateKey(NEW));
    const [first, callers] = [await identity.token('auth'), await known()];
    await callers.verify(first, 'auth');
    jest.advanceTimersByTime(29_000);
    await expect(identity.token('auth')).resolves.toBe(first);
    jest.advanceTimersByTime(2_000);
    await expect(identity.token('auth')).resolves.not.toBe(first);
    jest.advanceTimersByTime(100_000);
    await expect(callers.verify(first, 'auth')).rejects.toThrow();
  });

  it('has keys of Ed25519 only, and no error repeats one', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const text = rsa.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    expect(() =>
      createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' }),
    ).not.toThrow();
    expect(() => readPrivateKey(text)).toThrow('is no private key of Ed25519 in base64');
    expect(() => readPublicKey(NEW.slice(0, 9))).toThrow('is no public key of Ed25519 in base64');
  });
});
