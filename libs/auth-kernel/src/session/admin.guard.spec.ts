import type { ExecutionContext } from '@nestjs/common';
import { type AuthClient, authContract, type Session } from '../auth.contract.js';
import { ACCESS_TOKEN_PREFIX, checksumOf } from '../token/access-token.js';
import type { TokenVerifier } from '../token/token-verifier.js';
import { AdminGuard } from './admin.guard.js';
import { Scope } from './scope.js';
import { SessionCache } from './session-cache.js';
import { SessionInvalidations } from './session-invalidations.js';
import type { AuthenticatedRequest } from './session.guard.js';

const CALLER = { userId: 7, uniqueId: 'u-7', expiresAt: '2999-01-01T00:00:00.000Z' };
const SECRET = 's'.repeat(40);
const ACCESS_TOKEN = ACCESS_TOKEN_PREFIX + SECRET + checksumOf(SECRET);

class Routes {
  list(): void {}

  /** No route of administrators has a scope. This one has it by mistake. */
  @Scope('items:read')
  scoped(): void {}
}

let now: number;
let answer: () => Promise<Session>;
let cacheMs: number;

beforeEach(() => {
  now = Date.now();
  cacheMs = 0;
  answer = async () => CALLER;
});

function guarded() {
  const auth: Partial<AuthClient> = { session: () => answer() };
  const options = { cacheMs, staleIfErrorMs: 30_000 };
  const ended = new SessionInvalidations();
  const cache = new SessionCache(auth as AuthClient, options, ended, () => now);
  const claims = { unique_id: 'u-7', sid: 's-1', iat: 0, exp: 0 };
  const tokens: TokenVerifier = { check: () => ({ claims, cacheKey: 's-1', isSigned: true }) };
  const guard = new AdminGuard(tokens, cache);
  return async (token: string | undefined, route: keyof Routes = 'list') => {
    const request = { headers: { token } } as unknown as AuthenticatedRequest;
    const http = { getRequest: () => request, getResponse: () => ({ header: () => undefined }) };
    const context = { switchToHttp: () => http, getHandler: () => Routes.prototype[route] };
    await guard.canActivate(context as unknown as ExecutionContext);
    return request.caller;
  };
}

describe('AdminGuard', () => {
  it('accepts a session with the role of an administrator', async () => {
    answer = async () => ({ ...CALLER, role: 'admin' });
    await expect(guarded()('t')).resolves.toEqual({ ...CALLER, role: 'admin', sessionId: 's-1' });
  });

  it.each([undefined, 'user', 'Admin', ''])('refuses the role %j', async (role) => {
    answer = async () => ({ ...CALLER, ...(role !== undefined && { role }) });
    const refused = { code: 'admin_required', status: 403 };
    await expect(guarded()('t')).rejects.toMatchObject(refused);
  });

  it('refuses who is not logged in, and whose session has ended', async () => {
    await expect(guarded()(undefined)).rejects.toMatchObject({ status: 401 });
    const { session_ended: ended } = authContract.errors;
    answer = () => Promise.reject(Object.assign(new Error(), { code: ended.code, status: 401 }));
    await expect(guarded()('t')).rejects.toMatchObject({ code: 'session_ended' });
  });

  it.each([
    ['list', 'session_required'],
    ['scoped', 'admin_required'],
  ] as const)('refuses an access token of an administrator at %s', async (route, code) => {
    answer = async () => ({ ...CALLER, scopes: ['items:read'] });
    await expect(guarded()(ACCESS_TOKEN, route)).rejects.toMatchObject({ code, status: 403 });
  });

  it('accepts a role for as long as the check of a session is cached', async () => {
    cacheMs = 1_000;
    answer = async () => ({ ...CALLER, role: 'admin' });
    const pass = guarded();
    await pass('t');
    answer = async () => CALLER;
    now += 999;
    await pass('t');
    now += 1;
    await expect(pass('t')).rejects.toMatchObject({ code: 'admin_required' });
  });
});
