import type { IncomingHttpHeaders } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { commonErrors, ServiceError } from '#glue/errors';
import { authContract, type Session } from '../auth.contract.js';
import { assertScope, scopeOf } from './scope.js';
import { SessionCache } from './session-cache.js';
import {
  ACCESS_TOKEN_PREFIX,
  assertAccessToken,
  cacheKeyOfAccessToken,
  hashOfAccessToken,
} from '../token/access-token.js';
import { readToken } from '../token/read-token.js';
import { type TokenClaims, TokenVerifier } from '../token/token-verifier.js';

const { errors } = authContract;

const GUARD_ERRORS = [
  errors.unauthenticated,
  errors.session_ended,
  commonErrors.database_unavailable,
  errors.session_store_unavailable,
  errors.auth_unavailable,
  errors.auth_answer_invalid,
];

/** The errors of routes behind {@link SessionGuard}, with either binding. */
export const SESSION_ERRORS = [...GUARD_ERRORS, errors.session_required];
/** The same of routes with a {@link Scope}. */
export const SCOPED_ERRORS = [...GUARD_ERRORS, errors.scope_missing];

/**
 * A request after {@link SessionGuard}, with the caller's active session. Routes take it by `@Req()`:
 * Nest would run the validation pipes on the value of a custom decorator, with each request.
 */
export interface AuthenticatedRequest {
  headers: IncomingHttpHeaders;
  /** The session has an id unless it is one of an access token. */
  caller: Session & { sessionId?: string };
}

/** The same of a route without a {@link Scope}: the session is one of a login. */
export interface SessionRequest extends AuthenticatedRequest {
  caller: Session & { sessionId: string };
}

/**
 * Accepts a request whose token names an active session, and sets the caller on the request. Forged
 * and expired tokens are refused without a call to auth, unless only auth can tell. An access token
 * needs the {@link Scope} of the route. Optimized for speed: a cached session needs no promise
 * (`npm run bench -- --part many-tokens`), and metadata is read for access tokens only.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  protected readonly allowStale: boolean = true;
  protected readonly isUse: boolean = true;

  constructor(
    private readonly tokens: TokenVerifier,
    private readonly sessions: SessionCache,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = readToken(request.headers);
    if (token.startsWith(ACCESS_TOKEN_PREFIX)) return this.admitAccessToken(context, token);
    const { claims, cacheKey, isSigned } = this.tokens.check(token);
    const known = this.sessions.getFresh(cacheKey);
    if (known) return admit(request, known, claims);
    const options = { allowStale: this.allowStale, isSigned, isUse: this.isUse };
    return this.sessions
      .session(token, cacheKey, options)
      .then((session) => admit(request, session, claims));
  }

  private async admitAccessToken(context: ExecutionContext, token: string): Promise<true> {
    assertAccessToken(token);
    const scope = scopeOf(context);
    const cacheKey = cacheKeyOfAccessToken(hashOfAccessToken(token));
    // Any client can make one with the right checksum. One that auth has confirmed before is real.
    const options = { allowStale: this.allowStale, isSigned: this.sessions.has(cacheKey) };
    const session = await this.sessions.session(token, cacheKey, options);
    const http = context.switchToHttp();
    http.getRequest<AuthenticatedRequest>().caller = session;
    const reply = http.getResponse<FastifyReply>();
    assertScope(session, scope, (challenge) => void reply.header('www-authenticate', challenge));
    return true;
  }
}

function admit(
  request: AuthenticatedRequest,
  { userId, uniqueId, expiresAt, role }: Readonly<Session>,
  { unique_id, sid }: TokenClaims,
): true {
  // The result of auth must match this token, from any source.
  if (uniqueId !== unique_id) throw new ServiceError(errors.unauthenticated);
  // Field by field: copying the object as a whole takes 0.5 µs.
  request.caller = { userId, uniqueId, expiresAt, sessionId: sid };
  if (role !== undefined) request.caller.role = role;
  return true;
}

/**
 * {@link SessionGuard} for operations that require a session confirmed by auth: while auth is
 * unavailable it refuses every request.
 */
@Injectable()
export class ConfirmedSessionGuard extends SessionGuard {
  protected override readonly allowStale = false;
}

/** {@link SessionGuard} for what stays open, and is opened again by itself: no use of the session. */
@Injectable()
export class UnusedSessionGuard extends SessionGuard {
  protected override readonly isUse = false;
}
