import { jest } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { type AuthClient, authContract, type Session } from '../auth.contract.js';
import {
  ACCESS_TOKEN_PREFIX,
  cacheKeyOfAccessToken,
  checksumOf,
  hashOfAccessToken,
} from '../token/access-token.js';
import type { TokenVerifier } from '../token/token-verifier.js';
import { Scope } from './scope.js';
import { SessionCache } from './session-cache.js';
import { SessionInvalidations } from './session-invalidations.js';
import { type AuthenticatedRequest, ConfirmedSessionGuard, SessionGuard } from './session.guard.js';

const { errors } = authContract;
const EXPIRES = '2999-01-01T00:00:00.000Z';
const made = (secret: string) => ACCESS_TOKEN_PREFIX + secret + checksumOf(secret);
const TOKEN = made('s'.repeat(40));
const CALLER = { userId: 7, uniqueId: 'u-7', expiresAt: EXPIRES };

class Routes {
  @Scope('items:read')
  read(): void {}

  @Scope('items:write')
  write(): void {}

  deleteAccount(): void {}
}

describe('SessionGuard, with an access token', () => {
  let ask: jest.MockedFunction<(token: string) => Promise<Session>>;
  let ended: SessionInvalidations;
  let cache: SessionCache;
  let guard: SessionGuard;
  const check = jest.fn<TokenVerifier['check']>();
  beforeEach(() => {
    ask = jest.fn(async () => ({ ...CALLER, scopes: ['items:read'] }));
    ended = new SessionInvalidations();
    const auth = { session: ask } as Pick<AuthClient, 'session'> as AuthClient;
    cache = new SessionCache(auth, { cacheMs: 0, staleIfErrorMs: 30_000 }, ended);
    guard = new SessionGuard({ check }, cache);
  });

  const arriving = (route: keyof Routes, token = TOKEN) => {
    const request = { headers: { authorization: `Bearer ${token}` } } as AuthenticatedRequest;
    const reply = { header: jest.fn() };
    const http = { getRequest: () => request, getResponse: () => reply };
    const context = { switchToHttp: () => http, getHandler: () => Routes.prototype[route] };
    return { request, reply, context: context as unknown as ExecutionContext };
  };
  const refusal = async (route: keyof Routes, token?: string) => {
    const { context, reply, request } = arriving(route, token);
    const passing = (async () => guard.canActivate(context))();
    const error = await passing.then(
      () => undefined,
      (reason: unknown) => reason as ServiceError,
    );
    expect(error).toBeInstanceOf(ServiceError);
    return { error: error!, header: reply.header, caller: request.caller };
  };

  it('accepts it at a route with one of its scopes', async () => {
    const { request, context } = arriving('read');
    expect(await guard.canActivate(context)).toBe(true);
    expect(request.caller).toMatchObject(CALLER);
    expect(request.caller).not.toHaveProperty('sessionId');
    expect(check).not.toHaveBeenCalled();
  });

  it('names the scope that it lacks', async () => {
    const { error, header, caller } = await refusal('write');
    expect(error).toMatchObject({ code: 'scope_missing', status: 403, scope: 'items:write' });
    expect(error.message).toContain('items:write');
    const challenge = 'Bearer error="insufficient_scope", scope="items:write"';
    expect(header).toHaveBeenCalledWith('www-authenticate', challenge);
    expect(caller.uniqueId).toBe('u-7'); // for the log
  });

  it('refuses a session without scopes: it is not one of an access token', async () => {
    ask.mockResolvedValue(CALLER);
    expect((await refusal('read')).error.code).toBe('scope_missing');
  });

  it('refuses it at a route without a scope, and asks nothing', async () => {
    expect((await refusal('deleteAccount')).error.code).toBe('session_required');
    expect(ask).not.toHaveBeenCalled();
  });

  it('refuses a mistyped one without asking auth', async () => {
    expect((await refusal('read', `${TOKEN.slice(0, -1)}_`)).error.code).toBe('unauthenticated');
    expect((await refusal('read', `${ACCESS_TOKEN_PREFIX}x`)).error.code).toBe('unauthenticated');
    expect(ask).not.toHaveBeenCalled();
  });

  it('refuses it at once when it was deleted in this process', async () => {
    const caching = { cacheMs: 60_000, staleIfErrorMs: 0 };
    const auth = { session: ask } as Pick<AuthClient, 'session'> as AuthClient;
    guard = new SessionGuard({ check }, new SessionCache(auth, caching, ended));
    await guard.canActivate(arriving('read').context);
    await guard.canActivate(arriving('read').context);
    expect(ask).toHaveBeenCalledTimes(1);
    ask.mockRejectedValue(new ServiceError(errors.unauthenticated));
    ended.publish({ sessionId: cacheKeyOfAccessToken(hashOfAccessToken(TOKEN)) });
    expect((await refusal('read')).error.code).toBe('unauthenticated');
  });

  it('serves it while auth is unavailable, but not where auth must confirm it', async () => {
    await guard.canActivate(arriving('read').context);
    ask.mockRejectedValue(new ServiceError(errors.auth_unavailable));
    expect(await guard.canActivate(arriving('read').context)).toBe(true);
    expect((await refusal('write')).error.code).toBe('scope_missing');
    guard = new ConfirmedSessionGuard({ check }, cache);
    expect((await refusal('read')).error.code).toBe('auth_unavailable');
  });

  it('asks for few unknown ones at once, and always for one that was valid before', async () => {
    await guard.canActivate(arriving('read').context);
    const answers: ((session: Session) => void)[] = [];
    ask.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const unknown = (n: number) => made(`${n}`.padStart(40, '0'));
    const asked = Array.from({ length: 200 }, (_, n) =>
      guard.canActivate(arriving('read', unknown(n)).context),
    );
    expect((await refusal('read', unknown(200))).error.code).toBe('too_busy');
    const known = guard.canActivate(arriving('read').context);
    expect(ask).toHaveBeenLastCalledWith(TOKEN);
    answers.forEach((answer) => answer({ ...CALLER, scopes: ['items:read'] }));
    expect(await Promise.all([...asked, known])).not.toContain(false);
  });
});
