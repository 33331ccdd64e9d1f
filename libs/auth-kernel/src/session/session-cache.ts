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

interface ConfirmedSession {
  session: Session;
  /** When auth confirmed the session. */
  at: number;
  /** The expiry, parsed once, because every request compares it. */
  until: number;
}

interface Refusal {
  error: ServiceError;
  at: number;
}

interface PendingLookup {
  /** When auth was called. The age of the result counts from here. */
  requestedAt: number;
  result: Promise<Session>;
  /** Whether the token is of auth for certain. */
  isSigned: boolean;
  /** Set if the session ends during the lookup: the result may be older than the end. */
  invalidated: boolean;
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
  private readonly confirmed = new LRUCache<string, ConfirmedSession>({ max: MAX_ENTRIES });
  private readonly refusals = new LRUCache<string, Refusal>({ max: MAX_REFUSALS });
  /** Running lookups of tokens that may be forged. */
  private unsigned = 0;
  private readonly pending = new Map<string, PendingLookup>();

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
    const confirmed = this.confirmed.get(cacheKey);
    return confirmed && this.isFresh(confirmed, this.now()) ? confirmed.session : undefined;
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
    if (refusal && this.now() - refusal.at < this.refusalMs) throw refusal.error;
    const lookup = this.pending.get(cacheKey) ?? this.startLookup(token, cacheKey, isSigned);
    try {
      return { ...(await lookup.result) };
    } catch (error) {
      const stale = allowStale && this.serveStale(cacheKey, lookup, error);
      if (stale) return { ...stale };
      throw error;
    }
  }

  private startLookup(token: string, cacheKey: string, isSigned: boolean): PendingLookup {
    if (!isSigned && this.unsigned >= MAX_UNSIGNED) throw new ServiceError(commonErrors.too_busy);
    if (!isSigned) this.unsigned++;
    const requestedAt = this.now();
    const lookup: PendingLookup = {
      requestedAt,
      isSigned,
      invalidated: false,
      result: this.auth.session(token).then(
        (session) => {
          if (this.settle(cacheKey, lookup)) this.confirm(cacheKey, session, requestedAt);
          return session;
        },
        (error: unknown) => {
          if (this.settle(cacheKey, lookup)) this.refuse(cacheKey, error, requestedAt);
          throw error;
        },
      ),
    };
    this.pending.set(cacheKey, lookup);
    return lookup;
  }

  /** Serves the last known session for a limited time while auth is unavailable. */
  private serveStale(cacheKey: string, lookup: PendingLookup, error: unknown): Session | undefined {
    if (lookup.invalidated || !isServiceError(error, ...OUTAGES)) return undefined;
    const confirmed = this.confirmed.get(cacheKey);
    if (!confirmed || !this.isUsableStale(confirmed, this.now())) return undefined;
    this.logger.debug('auth is unavailable: sessions are served from the cache');
    return confirmed.session;
  }

  /** Ends a lookup. Whether its result may be cached: the session may have ended meanwhile. */
  private settle(cacheKey: string, lookup: PendingLookup): boolean {
    if (!lookup.isSigned) this.unsigned--;
    if (this.pending.get(cacheKey) === lookup) this.pending.delete(cacheKey);
    return !lookup.invalidated;
  }

  private confirm(cacheKey: string, session: Session, at: number): void {
    this.refusals.delete(cacheKey);
    this.confirmed.set(cacheKey, { session, at, until: Date.parse(session.expiresAt) });
  }

  private refuse(cacheKey: string, error: unknown, at: number): void {
    if (!isServiceError(error, ...REFUSALS)) return;
    this.confirmed.delete(cacheKey);
    this.refusals.set(cacheKey, { error, at });
  }

  private evict(ended: Ended): void {
    if ('sessionId' in ended) return this.forget(ended.sessionId);
    for (const [sessionId, { session }] of this.confirmed.entries()) {
      if (session.userId === ended.userId) this.forget(sessionId);
    }
    // The users of pending lookups are unknown, so all of them are invalidated.
    for (const sessionId of [...this.pending.keys()]) this.forget(sessionId);
  }

  private forget(sessionId: string): void {
    this.confirmed.delete(sessionId);
    this.refusals.delete(sessionId);
    const lookup = this.pending.get(sessionId);
    if (!lookup) return;
    lookup.invalidated = true;
    this.pending.delete(sessionId);
  }

  private get refusalMs(): number {
    return Math.min(MAX_REFUSAL_MS, this.options.cacheMs);
  }

  private isFresh({ at, until }: ConfirmedSession, now: number): boolean {
    return now - at < this.options.cacheMs && now < until;
  }

  private isUsableStale({ at, until }: ConfirmedSession, now: number): boolean {
    return now - at < this.options.staleIfErrorMs && now < until;
  }
}
