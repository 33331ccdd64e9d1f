import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { commonErrors, isServiceError, type ServiceError } from '#glue/errors';
import { type AuthClient, authContract, type Session } from '../auth.contract.js';
import type { Ended, SessionInvalidations } from './session-invalidations.js';

const { errors } = authContract;
const MAX_ENTRIES = 10_000;
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

interface CacheEntry {
  confirmed?: ConfirmedSession;
  refusal?: { error: ServiceError; at: number };
}

interface PendingLookup {
  /** When auth was called. The age of the result counts from here. */
  requestedAt: number;
  result: Promise<Session>;
  /** Set if the session ends during the lookup: the result may be older than the end. */
  invalidated: boolean;
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
  private readonly entries: LRUCache<string, CacheEntry>;
  private readonly pending = new Map<string, PendingLookup>();

  constructor(
    private readonly auth: AuthClient,
    private readonly options: SessionCacheOptions,
    ended: SessionInvalidations,
    private readonly now: () => number = Date.now,
  ) {
    this.entries = new LRUCache({ max: MAX_ENTRIES });
    ended.subscribe((what) => this.evict(what));
  }

  /** The session, if it is fresh in the cache; synchronous. */
  getFresh(sessionId: string): Readonly<Session> | undefined {
    const confirmed = this.entries.get(sessionId)?.confirmed;
    return confirmed && this.isFresh(confirmed, this.now()) ? confirmed.session : undefined;
  }

  /**
   * The session that a token names, from the cache or from auth. The token's signature must be
   * verified first: each miss costs one call to auth.
   * @param allowStale whether to serve a stale session while auth is unavailable
   * @throws ServiceError the error of auth
   */
  async read(token: string, sessionId: string, allowStale = true): Promise<Session> {
    const fresh = this.getFresh(sessionId);
    if (fresh) return { ...fresh };
    const refusal = this.entries.get(sessionId)?.refusal;
    if (refusal && this.now() - refusal.at < this.refusalMs) throw refusal.error;
    const lookup = this.pending.get(sessionId) ?? this.startLookup(token, sessionId);
    try {
      return { ...(await lookup.result) };
    } catch (error) {
      const stale = allowStale && this.serveStale(sessionId, lookup, error);
      if (stale) return { ...stale };
      throw error;
    }
  }

  private startLookup(token: string, sessionId: string): PendingLookup {
    const lookup: PendingLookup = {
      requestedAt: this.now(),
      invalidated: false,
      result: this.auth.session(token).then(
        (session) => {
          const until = Date.parse(session.expiresAt);
          this.settle(sessionId, lookup, { confirmed: { session, at: lookup.requestedAt, until } });
          return session;
        },
        (error: unknown) => {
          this.settle(sessionId, lookup, refusalIn(error, lookup.requestedAt));
          throw error;
        },
      ),
    };
    this.pending.set(sessionId, lookup);
    return lookup;
  }

  /** Serves the last known session for a limited time while auth is unavailable. */
  private serveStale(
    sessionId: string,
    lookup: PendingLookup,
    error: unknown,
  ): Session | undefined {
    if (lookup.invalidated || !isServiceError(error, ...OUTAGES)) return undefined;
    const confirmed = this.entries.get(sessionId)?.confirmed;
    if (!confirmed || !this.isUsableStale(confirmed, this.now())) return undefined;
    this.logger.debug('auth is unavailable: sessions are served from the cache');
    return confirmed.session;
  }

  private settle(sessionId: string, lookup: PendingLookup, learned?: CacheEntry): void {
    if (this.pending.get(sessionId) === lookup) this.pending.delete(sessionId);
    if (learned && !lookup.invalidated) this.entries.set(sessionId, learned);
  }

  private evict(ended: Ended): void {
    if ('sessionId' in ended) return this.forget(ended.sessionId);
    for (const [sessionId, { confirmed }] of this.entries.entries()) {
      if (confirmed?.session.userId === ended.userId) this.forget(sessionId);
    }
    // The users of pending lookups are unknown, so all of them are invalidated.
    for (const sessionId of [...this.pending.keys()]) this.forget(sessionId);
  }

  private forget(sessionId: string): void {
    this.entries.delete(sessionId);
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

function refusalIn(error: unknown, at: number): CacheEntry | undefined {
  return isServiceError(error, ...REFUSALS) ? { refusal: { error, at } } : undefined;
}
