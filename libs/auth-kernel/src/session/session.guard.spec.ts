import { type KeyObject, sign } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import {
  generateKey,
  keyId,
  publicKeyOf,
  PublicKeys,
  readPrivateKey,
  readPublicKey,
} from '#glue/keys';
import type { AuthClient, Session } from '../auth.contract.js';
import { authKernelErrors } from '../auth-kernel.errors.js';
import { SessionInvalidations } from './session-invalidations.js';
import { SessionCache, type SessionCacheOptions } from './session-cache.js';
import { type AuthenticatedRequest, SessionGuard, UnusedSessionGuard } from './session.guard.js';
import { SignedTokens } from '../token/signed-tokens.js';
import { signedBytes, type TokenClaims } from '../token/token-verifier.js';

const SESSION: Session = { userId: 7, uniqueId: 'u-7', expiresAt: '2999-01-01T00:00:00.000Z' };
const NOW = Math.floor(Date.now() / 1000);
const CLAIMS = { unique_id: 'u-7', sid: 's-1', iat: NOW, exp: NOW + 3600 };

const KEY_OF_AUTH = generateKey();
const keys = new PublicKeys(async () => ({ auth: [readPublicKey(publicKeyOf(KEY_OF_AUTH))] }));
const tokens = new SignedTokens(keys);
const id = await keyId(readPrivateKey(KEY_OF_AUTH));
await keys.find(id);

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const OUTER = 'A'.repeat(43);

/** A token as auth makes it, but for its outer signature, which only auth can verify. */
function token(claims: TokenClaims, key: KeyObject = readPrivateKey(KEY_OF_AUTH)): string {
  const sig = `${id}.${sign(null, signedBytes(claims), key).toString('base64url')}`;
  return `${encode({ alg: 'HS256' })}.${encode({ ...claims, sig })}.${OUTER}`;
}

const good = token(CLAIMS);
const [header, payload] = good.split('.') as [string, string];
const changed = Buffer.from(payload, 'base64url').toString().replace('u-7', 'u-8');

let asked: string[];
let answer: () => Promise<Session>;
let guard: SessionGuard;

beforeEach(() => {
  asked = [];
  answer = async () => ({ ...SESSION });
  guard = guardWith({ cacheMs: 0, staleIfErrorMs: 0 });
});

function guardWith(options: SessionCacheOptions, Guard = SessionGuard): SessionGuard {
  const auth = {
    session: (token: string) => {
      asked.push(token);
      return answer();
    },
    unusedSession: (token: string) => {
      asked.push(`unused ${token}`);
      return answer();
    },
  } as AuthClient;
  return new Guard(tokens, new SessionCache(auth, options, new SessionInvalidations()));
}

const remembering = () => guardWith({ cacheMs: 60_000, staleIfErrorMs: 0 });

function arriving(headers: IncomingHttpHeaders) {
  const request = { headers } as AuthenticatedRequest;
  const context = { switchToHttp: () => ({ getRequest: () => request }) };
  return { request, context: context as ExecutionContext };
}

async function pass(headers: IncomingHttpHeaders): Promise<AuthenticatedRequest> {
  const { request, context } = arriving(headers);
  expect(await guard.canActivate(context)).toBe(true);
  return request;
}

async function codeOf(headers: IncomingHttpHeaders): Promise<string> {
  const { request, context } = arriving(headers);
  const passing = (async () => guard.canActivate(context))();
  const error = await passing.then(
    () => new Error('passed'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ServiceError);
  expect(request.caller).toBeUndefined();
  return (error as ServiceError).code;
}

describe('SessionGuard', () => {
  it('notes who calls: the session, its user and its expiry', async () => {
    expect((await pass({ token: good })).caller).toEqual({
      userId: 7,
      uniqueId: 'u-7',
      expiresAt: SESSION.expiresAt,
      sessionId: 's-1',
    });
    expect(asked).toEqual([good]);
  });

  it('notes the role of the caller, also from the cache', async () => {
    guard = remembering();
    answer = async () => ({ ...SESSION, role: 'admin' });
    for (let n = 0; n < 2; n++) {
      expect((await pass({ token: good })).caller).toMatchObject({ userId: 7, role: 'admin' });
    }
    expect(asked).toEqual([good]);
  });

  it('takes the token from Authorization, too', async () => {
    await pass({ authorization: `Bearer ${good}` });
    expect(asked).toEqual([good]);
  });

  it('looks up each session by its own token', async () => {
    const other = token({ ...CLAIMS, sid: 's-2' });
    expect((await pass({ token: other })).caller.sessionId).toBe('s-2');
    expect((await pass({ token: good })).caller.sessionId).toBe('s-1');
    expect(asked).toEqual([other, good]);
  });

  it('uses no session for what opens again by itself', async () => {
    guard = guardWith({ cacheMs: 0, staleIfErrorMs: 0 }, UnusedSessionGuard);
    expect((await pass({ token: good })).caller).toMatchObject({ userId: 7 });
    expect(asked).toEqual([`unused ${good}`]);
  });

  it('accepts a cached session synchronously', async () => {
    guard = remembering();
    const { caller } = await pass({ token: good });
    const { request, context } = arriving({ token: good });
    expect(guard.canActivate(context)).toBe(true);
    expect(request.caller).toEqual(caller);
    expect(asked).toEqual([good]);
  });

  it('refuses a session of another user, also from the cache', async () => {
    guard = remembering();
    answer = async () => ({ ...SESSION, uniqueId: 'u-8' });
    expect(await codeOf({ token: good })).toBe('unauthenticated');
    expect(await codeOf({ token: good })).toBe('unauthenticated');
    expect(asked).toEqual([good]);
  });

  it('sets a separate caller for each request', async () => {
    const [one, other] = await Promise.all([pass({ token: good }), pass({ token: good })]);
    one.caller.userId = 8;
    expect(other.caller.userId).toBe(7);
  });

  it('refuses what auth refuses', async () => {
    answer = async () => {
      throw new ServiceError(authKernelErrors.session_ended);
    };
    expect(await codeOf({ token: good })).toBe('session_ended');
    expect(asked).toEqual([good]);
  });

  it.each([
    ['no token', {}],
    ['Basic', { authorization: 'Basic YTpi' }],
    ['garbage', { token: 'garbage' }],
    ['two different tokens', { token: good, authorization: 'Bearer garbage' }],
    [
      'another payload',
      { token: `${header}.${Buffer.from(changed).toString('base64url')}.${OUTER}` },
    ],
    ['another key', { token: token(CLAIMS, readPrivateKey(generateKey())) }],
    ['alg none', { token: `${encode({ alg: 'none' })}.${payload}.` }],
    ['another algorithm', { token: `${encode({ alg: 'HS512' })}.${payload}.${'A'.repeat(86)}` }],
    ['an expired token', { token: token({ ...CLAIMS, iat: NOW - 10, exp: NOW - 1 }) }],
  ])('refuses %s without calling auth', async (_what, headers) => {
    expect(await codeOf(headers)).toBe('unauthenticated');
    expect(asked).toEqual([]);
  });
});
