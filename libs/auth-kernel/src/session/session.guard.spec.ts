import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import type { AuthClient, Session } from '../auth.contract.js';
import { authKernelErrors } from '../auth-kernel.errors.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import { SessionInvalidations } from './session-invalidations.js';
import { SessionCache, type SessionCacheOptions } from './session-cache.js';
import { SessionGuard } from './session.guard.js';
import { HmacKeys } from '../token/hmac-keys.js';
import { TokenService } from '../token/token.service.js';

const SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';
const SESSION: Session = { userId: 7, uniqueId: 'u-7', expiresAt: '2999-01-01T00:00:00.000Z' };
const NOW = Math.floor(Date.now() / 1000);
const CLAIMS = { unique_id: 'u-7', sid: 's-1', iat: NOW, exp: NOW + 3600 };

const tokens = new TokenService(new HmacKeys(SECRET));
const good = tokens.sign(CLAIMS);
const [header, payload, signature] = good.split('.') as [string, string, string];

let asked: string[];
let answer: () => Promise<Session>;
let guard: SessionGuard;

beforeEach(() => {
  asked = [];
  answer = async () => ({ ...SESSION });
  guard = guardWith({ cacheMs: 0, staleIfErrorMs: 0 });
});

function guardWith(options: SessionCacheOptions): SessionGuard {
  const auth = {
    session: (token: string) => {
      asked.push(token);
      return answer();
    },
  } as AuthClient;
  return new SessionGuard(tokens, new SessionCache(auth, options, new SessionInvalidations()));
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

  it('takes the token from Authorization, too', async () => {
    await pass({ authorization: `Bearer ${good}` });
    expect(asked).toEqual([good]);
  });

  it('looks up each session by its own token', async () => {
    const other = tokens.sign({ ...CLAIMS, sid: 's-2' });
    expect((await pass({ token: other })).caller.sessionId).toBe('s-2');
    expect((await pass({ token: good })).caller.sessionId).toBe('s-1');
    expect(asked).toEqual([other, good]);
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
    ['another payload', { token: `${header}.${payload}x.${signature}` }],
    ['another secret', { token: signed({ alg: 'HS256' }, 'y'.repeat(32)) }],
    ['alg none', { token: `${encode({ alg: 'none' })}.${payload}.` }],
    ['another algorithm', { token: signed({ alg: 'HS512' }, SECRET, 'sha512') }],
    ['an expired token', { token: tokens.sign({ ...CLAIMS, iat: NOW - 10, exp: NOW - 1 }) }],
  ])('refuses %s without calling auth', async (_what, headers) => {
    expect(await codeOf(headers)).toBe('unauthenticated');
    expect(asked).toEqual([]);
  });

  function encode(part: object): string {
    return Buffer.from(JSON.stringify(part)).toString('base64url');
  }

  function signed(head: object, secret: string, hash = 'sha256'): string {
    const text = `${encode(head)}.${encode(CLAIMS)}`;
    return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
  }
});
