import { createHmac, type KeyObject } from 'node:crypto';
import { jest } from '@jest/globals';
import { signedBytes, SignedTokens, type TokenClaims } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import {
  generateKey,
  keyId,
  publicKeyOf,
  PublicKeys,
  readPrivateKey,
  readPublicKey,
  signBytes,
} from '#glue/keys';
import { HmacKeys } from './hmac-keys.js';
import { JwtTokens } from './jwt-tokens.js';

const SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';
const NOW = 1_767_225_600;
const CLAIMS: TokenClaims = {
  unique_id: 'u-1',
  sid: 's-1',
  chain: 'c-1',
  iat: NOW,
  exp: NOW + 3_600,
};
const OTHERS = { ...CLAIMS, unique_id: 'u-2', sid: 's-2' };
const [AUTH, RENEWED, TODO, STRANGER] = Array.from({ length: 4 }, () =>
  readPrivateKey(generateKey()),
);

const publicOf = (key: KeyObject) =>
  readPublicKey(publicKeyOf(key.export({ format: 'der', type: 'pkcs8' }).toString('base64')));
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const sigOf = async (claims: TokenClaims, key = AUTH!) =>
  signBytes(signedBytes(claims), { key, keyId: await keyId(key) });
const authWith = async (key?: KeyObject) =>
  new JwtTokens(new HmacKeys(SECRET), key && { key, keyId: await keyId(key) });

/** A token by hand; its outer signature is made with the real secret. */
function token(payload: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}

/** The verifier of a process that knows these keys, once they have been read. */
async function verifierWith(keys: Record<string, KeyObject[]>): Promise<SignedTokens> {
  const known = new PublicKeys(async () =>
    Object.fromEntries(Object.entries(keys).map(([name, all]) => [name, all.map(publicOf)])),
  );
  await known.find('any');
  return new SignedTokens(known);
}
const usual = () => verifierWith({ auth: [AUTH!, RENEWED!], todo: [TODO!] });

function codeOf(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return (error as ServiceError).code;
  }
  return 'accepted';
}

beforeEach(() => {
  jest.useFakeTimers({
    now: NOW * 1_000,
    doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
  });
});
afterEach(() => jest.useRealTimers());

describe('a token with a signature of auth', () => {
  it.each([AUTH!, RENEWED!])(
    'is accepted without the secret, with each key of auth',
    async (key) => {
      const made = (await authWith(key)).sign(CLAIMS);
      expect((await usual()).check(made)).toMatchObject({ claims: CLAIMS, isSigned: true });
    },
  );

  it('is the same for the same claims, and one that auth accepts', async () => {
    const auth = await authWith(AUTH);
    expect(auth.sign(CLAIMS)).toBe(auth.sign({ ...CLAIMS }));
    expect(auth.check(auth.sign(CLAIMS)).claims).toEqual(CLAIMS);
    expect(auth.sign(CLAIMS).length).toBeLessThan(600);
  });

  it('is accepted without a chain, as of earlier versions', async () => {
    const { unique_id, sid, iat, exp } = CLAIMS;
    const claims = { unique_id, sid, iat, exp };
    const made = (await authWith(AUTH)).sign(claims);
    expect((await usual()).check(made)).toMatchObject({ claims, isSigned: true });
  });

  it('has a session of its own in the cache, whatever its outer signature', async () => {
    const made = (await authWith(AUTH)).sign(CLAIMS);
    const changed = `${made.slice(0, -1)}${made.endsWith('A') ? 'B' : 'A'}`;
    const verifier = await usual();
    expect(verifier.check(changed).cacheKey).not.toBe(verifier.check(made).cacheKey);
    expect((await authWith(AUTH)).check(made).cacheKey).toBe('s-1');
  });

  it('is refused when it expires, from the cache too', async () => {
    const made = (await authWith(AUTH)).sign(CLAIMS);
    const verifier = await usual();
    verifier.check(made);
    jest.setSystemTime(CLAIMS.exp * 1_000);
    for (const each of [verifier, await usual()]) {
      expect(() => each.check(made)).toThrow('The token has expired. Log in again.');
    }
  });
});

describe('is refused as unauthenticated, without asking auth:', () => {
  it.each<[string, () => string | Promise<string>]>([
    ["another user's signature", async () => token({ ...CLAIMS, sig: await sigOf(OTHERS) })],
    [
      'swapped claims',
      async () => token({ ...CLAIMS, unique_id: 's-1', sid: 'u-1', sig: await sigOf(CLAIMS) }),
    ],
    [
      'a longer life',
      async () => token({ ...CLAIMS, exp: CLAIMS.exp + 1, sig: await sigOf(CLAIMS) }),
    ],
    ['another chain', async () => token({ ...CLAIMS, chain: 'c-2', sig: await sigOf(CLAIMS) })],
    [
      'a missing chain',
      async () => token({ ...CLAIMS, chain: undefined, sig: await sigOf(CLAIMS) }),
    ],
    [
      'the key of another context',
      async () => token({ ...CLAIMS, sig: await sigOf(CLAIMS, TODO) }),
    ],
    [
      'another key under the id of that of auth',
      async () =>
        token({
          ...CLAIMS,
          sig: signBytes(signedBytes(CLAIMS), { key: STRANGER!, keyId: await keyId(AUTH!) }),
        }),
    ],
    [
      'a truncated signature',
      async () => token({ ...CLAIMS, sig: (await sigOf(CLAIMS)).slice(0, -1) }),
    ],
    ['an empty signature', () => token({ ...CLAIMS, sig: '' })],
    ['a signature that is no text', () => token({ ...CLAIMS, sig: 1 })],
    ['a truncated token', async () => (await authWith(AUTH)).sign(CLAIMS).slice(0, -1)],
    [
      'a token without its last part',
      async () => (await authWith(AUTH)).sign(CLAIMS).replace(/[^.]+$/, ''),
    ],
    ['no token', () => 'x'],
    [
      'too long a token',
      async () =>
        (await authWith(AUTH)).sign({ ...CLAIMS, sid: 's'.repeat(128) }).padEnd(1_025, 'A'),
    ],
    ['claims of others', () => token({ hello: 'world' })],
    ['claims that are no JSON', () => `${encode({})}.${'A'.repeat(20)}.${'A'.repeat(43)}`],
    ['a NUL in sid', () => token({ ...CLAIMS, sid: 's\0' })],
    ['an expired one without a signature', () => token({ ...CLAIMS, exp: NOW })],
  ])('%s', async (_, make) => {
    const [verifier, made] = [await usual(), await make()];
    for (const time of ['first', 'second']) {
      expect([time, codeOf(() => verifier.check(made))]).toEqual([time, 'unauthenticated']);
    }
  });
});

describe('is of unknown origin, so that auth is asked:', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['a token without a signature', () => token(CLAIMS)],
    [
      'one that is signed with an unknown key',
      async () => token({ ...CLAIMS, sig: await sigOf(CLAIMS, STRANGER) }),
    ],
    ['alg none', () => `${encode({ alg: 'none' })}.${encode(CLAIMS)}.${'A'.repeat(43)}`],
  ])('%s', async (_, make) => {
    const [verifier, made] = [await usual(), await make()];
    expect(verifier.check(made)).toMatchObject({ claims: CLAIMS, isSigned: false });
    expect(verifier.check(made).cacheKey).toMatch(/^[\w-]{43}$/);
  });

  it('one whose key is not read yet; then it is signed', async () => {
    const made = (await authWith(AUTH)).sign(CLAIMS);
    const keys = new PublicKeys(async () => ({ auth: [publicOf(AUTH!)] }));
    const verifier = new SignedTokens(keys);
    expect(verifier.check(made).isSigned).toBe(false);
    await keys.find(await keyId(AUTH!));
    expect(verifier.check(made).isSigned).toBe(true);
  });
});
