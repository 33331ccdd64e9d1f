import { AnswerCache } from '#glue/cache';
import { commonErrors, ServiceError } from '#glue/errors';
import { type AuthClient, authContract, type Session } from '../auth.contract.js';
import type { Ended, SessionInvalidations } from './session-invalidations.js';

const { errors } = authContract;
/** Concurrent lookups of tokens that any client can make, in two requests of a batch. */
const MAX_UNSIGNED = 200;

/** The errors of a session that has ended or never existed. */
const REFUSALS = [errors.unauthenticated, errors.session_ended];
/** The errors during an outage of auth or its session store. */
const OUTAGES = [
  errors.auth_unavailable,
  commonErrors.database_unavailable,
  errors.session_store_unavailable,
];

/** How a session is read. */
export interface ReadOptions {
  /** Whether to serve a stale session while auth is unavailable. */
  allowStale?: boolean;
  /** Whether the token is of auth for certain. */
  isSigned?: boolean;
  /** Whether the session is used, so that it does not idle. */
  isUse?: boolean;
}

/** How long results are cached. */
export interface SessionCacheOptions {
  cacheMs: number;
  staleIfErrorMs: number;
}

/**
 * Caches session checks, so that not every request calls auth, and serves stale ones while auth is
 * unavailable. Optimized for speed: `npm run bench -- --part many-tokens`.
 */
export class SessionCache extends AnswerCache<Session> {
  /** Running lookups of tokens that may be forged. */
  private unsigned = 0;

  constructor(
    private readonly auth: AuthClient,
    { cacheMs, staleIfErrorMs }: SessionCacheOptions,
    ended: SessionInvalidations,
    now = Date.now,
  ) {
    super({
      freshMs: cacheMs,
      staleIfErrorMs,
      expiryOf: ({ expiresAt }) => Date.parse(expiresAt),
      refusals: REFUSALS,
      outages: OUTAGES,
      now,
    });
    ended.subscribe((what) => this.evict(what));
  }

  /**
   * The session that a token names, from the cache or from auth. The token must be checked first:
   * each miss costs one call to auth.
   *
   * @param cacheKey where it is cached: the id of the session, or what names the token
   * @throws ServiceError the error of auth; `too_busy` for a token of unknown origin while too many
   * of them are asked for
   */
  session(
    token: string,
    cacheKey: string,
    { allowStale = true, isSigned = true, isUse = true }: ReadOptions = {},
  ): Promise<Session> {
    const askAuth = () => (isUse ? this.auth.session(token) : this.auth.unusedSession(token));
    const ask = () => (isSigned ? askAuth() : this.limited(askAuth));
    return this.read(cacheKey, ask, allowStale);
  }

  private async limited(ask: () => Promise<Session>): Promise<Session> {
    if (this.unsigned >= MAX_UNSIGNED) throw new ServiceError(commonErrors.too_busy);
    this.unsigned++;
    return ask().finally(() => this.unsigned--);
  }

  private evict(ended: Ended): void {
    if ('sessionId' in ended) return this.forget(ended.sessionId);
    this.forgetWhere(({ userId }) => 'unknown' in ended || userId === ended.userId);
  }
}
