import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { commonErrors, isServiceError, ServiceError } from '#glue/errors';
import { type AuthClient, authContract, type Session } from '../auth.contract.js';
import type { Ended, SessionInvalidations } from './session-invalidations.js';

const { errors } = authContract;
const MAX_ENTRIES = 10_000;
/** Apart from the sessions, so that forged tokens displace none. */
const MAX_REFUSALS = 1_000;
/** Concurrent lookups of tokens that any client can make, in two requests of a batch. */
const MAX_UNSIGNED = 200;
/** The maximum time that a refusal is cached, regardless of `SESSION_CACHE_MS`. */
const MAX_REFUSAL_MS = 1_000;

/** The errors of a session that has ended or never existed. */
const REFUSALS = [errors.unauthenticated, errors.session_ended];
/** The errors during an outage of auth or its session store. */
const OUTAGES = [
  errors.auth_unavailable,
  commonErrors.database_unavailable,
  errors.session_store_unavailable,
];

interface Confirmed {
  session: Session;
  /** When auth was called; the age counts from here. */
  at: number;
  /** The expiry, parsed once, because every request compares it. */
  until: number;
}

interface Lookup {
  result: Promise<Session>;
  /** Whether the session has ended meanwhile: the result may be older than its end. */
  isEnded: boolean;
}

/** How a session is read. */
export interface ReadOptions {
  /** Whether to serve a stale session while auth is unavailable. */
  allowStale?: boolean;
  /** Whether the token is of auth for certain. */
  isSigned?: boolean;
}

/** How long results are cached. */
export interface SessionCacheOptions {
  cacheMs: number;
  staleIfErrorMs: number;
}

/**
 * Caches session checks, so that not every request calls auth. Serves stale entries while auth is
 * unavailable (stale-if-error, RFC 5861). Optimized for speed: `npm run bench -- --part many-tokens`.
 */
export class SessionCache {
  private readonly logger = new Logger(SessionCache.name);
  private readonly confirmed = new LRUCache<string, Confirmed>({ max: MAX_ENTRIES });
  private readonly refusals = new LRUCache<string, { error: ServiceError; at: number }>({
    max: MAX_REFUSALS,
  });
  private readonly pending = new Map<string, Lookup>();
  /** Running lookups of tokens that may be forged. */
  private unsigned = 0;

  constructor(
    private readonly auth: AuthClient,
    private readonly options: SessionCacheOptions,
    ended: SessionInvalidations,
    private readonly now: () => number = Date.now,
  ) {
    ended.subscribe((what) => this.evict(what));
  }

  /** The session, if it is fresh in the cache; synchronous. */
  getFresh(cacheKey: string): Readonly<Session> | undefined {
    return this.confirmedWithin(this.options.cacheMs, cacheKey);
  }

  /**
   * The session that a token names, from the cache or from auth. The token must be checked first:
   * each miss costs one call to auth.
   *
   * @param cacheKey where it is cached: the id of the session, or what names the token
   * @throws ServiceError the error of auth; `too_busy` for a token of unknown origin while too many
   * of them are asked for
   */
  async read(
    token: string,
    cacheKey: string,
    { allowStale = true, isSigned = true }: ReadOptions = {},
  ): Promise<Session> {
    const fresh = this.getFresh(cacheKey);
    if (fresh) return { ...fresh };
    const refusal = this.refusals.get(cacheKey);
    const refusalMs = Math.min(MAX_REFUSAL_MS, this.options.cacheMs);
    if (refusal && this.now() - refusal.at < refusalMs) throw refusal.error;
    const lookup = this.pending.get(cacheKey) ?? this.startLookup(token, cacheKey, isSigned);
    try {
      return { ...(await lookup.result) };
    } catch (error) {
      if (!allowStale || lookup.isEnded || !isServiceError(error, ...OUTAGES)) throw error;
      const stale = this.confirmedWithin(this.options.staleIfErrorMs, cacheKey);
      if (!stale) throw error;
      this.logger.debug('auth is unavailable: sessions are served from the cache');
      return { ...stale };
    }
  }

  private confirmedWithin(ms: number, cacheKey: string): Session | undefined {
    const known = this.confirmed.get(cacheKey);
    if (!known) return undefined;
    const now = this.now();
    return now - known.at < ms && now < known.until ? known.session : undefined;
  }

  private startLookup(token: string, cacheKey: string, isSigned: boolean): Lookup {
    if (!isSigned && this.unsigned >= MAX_UNSIGNED) throw new ServiceError(commonErrors.too_busy);
    if (!isSigned) this.unsigned++;
    const lookup = { isEnded: false } as Lookup;
    this.pending.set(cacheKey, lookup);
    lookup.result = this.ask(token, cacheKey, lookup).finally(() => {
      if (!isSigned) this.unsigned--;
    });
    return lookup;
  }

  private async ask(token: string, cacheKey: string, lookup: Lookup): Promise<Session> {
    const at = this.now();
    try {
      const session = await this.auth.session(token);
      if (!lookup.isEnded) {
        this.refusals.delete(cacheKey);
        this.confirmed.set(cacheKey, { session, at, until: Date.parse(session.expiresAt) });
      }
      return session;
    } catch (error) {
      if (!lookup.isEnded && isServiceError(error, ...REFUSALS)) {
        this.confirmed.delete(cacheKey);
        this.refusals.set(cacheKey, { error, at });
      }
      throw error;
    } finally {
      if (this.pending.get(cacheKey) === lookup) this.pending.delete(cacheKey);
    }
  }

  private evict(ended: Ended): void {
    if ('sessionId' in ended) return this.forget(ended.sessionId);
    for (const [cacheKey, { session }] of this.confirmed.entries()) {
      if (session.userId === ended.userId) this.forget(cacheKey);
    }
    // The users of pending lookups are unknown, so all of them are invalidated.
    for (const cacheKey of [...this.pending.keys()]) this.forget(cacheKey);
  }

  private forget(cacheKey: string): void {
    this.confirmed.delete(cacheKey);
    this.refusals.delete(cacheKey);
    const lookup = this.pending.get(cacheKey);
    if (lookup) lookup.isEnded = true;
    this.pending.delete(cacheKey);
  }
}
