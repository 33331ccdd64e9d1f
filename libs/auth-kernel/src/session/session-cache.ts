import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { commonErrors, isServiceError, type ServiceError } from '#glue/errors';
import type { AuthClient, Session } from '../auth-client.js';
import { authKernelErrors } from '../auth-kernel.errors.js';
import type { Ended, EndedSessions } from './ended-sessions.js';

const MAX_ENTRIES = 10_000;
/** The maximum time that a refusal is cached, regardless of `SESSION_CACHE_MS`. */
const MAX_REFUSAL_MS = 1_000;

/** The errors of a session that has ended or never existed. */
const REFUSALS = [authKernelErrors.unauthenticated, authKernelErrors.session_ended];
/** The errors while auth, or its session store, is unavailable. */
const OUTAGES = [
  authKernelErrors.auth_unavailable,
  commonErrors.database_unavailable,
  authKernelErrors.session_store_unavailable,
];

interface Yes {
  session: Session;
  /** When auth confirmed the session. */
  at: number;
  /** The expiry, parsed once, because every request compares it. */
  until: number;
}

interface Memory {
  yes?: Yes;
  refusal?: { error: ServiceError; at: number };
}

interface Flight {
  /** When auth was called. The age of the result counts from here. */
  askedAt: number;
  result: Promise<Session>;
  /** Set if the session ends during the lookup: the result may be older than the end. */
  overtaken: boolean;
}

/** How long results are cached. */
export interface SessionCacheOptions {
  cacheMs: number;
  staleIfErrorMs: number;
}

/**
 * Caches session checks, so that not every request calls auth. Serves stale entries while auth is
 * unavailable (stale-if-error, RFC 5861).
 */
export class SessionCache {
  private readonly logger = new Logger(SessionCache.name);
  private readonly memory: LRUCache<string, Memory>;
  private readonly flights = new Map<string, Flight>();

  constructor(
    private readonly auth: AuthClient,
    private readonly options: SessionCacheOptions,
    ended: EndedSessions,
    private readonly now: () => number = Date.now,
  ) {
    this.memory = new LRUCache({ max: MAX_ENTRIES });
    ended.onEnded((what) => this.evict(what));
  }

  /** The session, if it is fresh in the cache; synchronous. */
  recall(sessionId: string): Readonly<Session> | undefined {
    const yes = this.memory.get(sessionId)?.yes;
    return yes && this.isFresh(yes, this.now()) ? yes.session : undefined;
  }

  /**
   * The session that a token names, from the cache or from auth. The token's signature must be
   * verified first: each miss costs one call to auth.
   *
   * @param mayBridge whether a session goes on while auth is unavailable
   * @throws ServiceError the error of auth
   */
  async read(token: string, sessionId: string, mayBridge = true): Promise<Session> {
    const fresh = this.recall(sessionId);
    if (fresh) return { ...fresh };
    const refusal = this.memory.get(sessionId)?.refusal;
    if (refusal && this.now() - refusal.at < this.refusalMs) throw refusal.error;
    const flight = this.flights.get(sessionId) ?? this.ask(token, sessionId);
    try {
      return { ...(await flight.result) };
    } catch (error) {
      const bridged = mayBridge && this.bridge(sessionId, flight, error);
      if (bridged) return { ...bridged };
      throw error;
    }
  }

  private ask(token: string, sessionId: string): Flight {
    const flight: Flight = {
      askedAt: this.now(),
      overtaken: false,
      result: this.auth.session(token).then(
        (session) => {
          const until = Date.parse(session.expiresAt);
          this.land(sessionId, flight, { yes: { session, at: flight.askedAt, until } });
          return session;
        },
        (error: unknown) => {
          this.land(sessionId, flight, refusalIn(error, flight.askedAt));
          throw error;
        },
      ),
    };
    this.flights.set(sessionId, flight);
    return flight;
  }

  /** Serves the last known session for a limited time while auth is unavailable. */
  private bridge(sessionId: string, flight: Flight, error: unknown): Session | undefined {
    if (flight.overtaken || !isServiceError(error, ...OUTAGES)) return undefined;
    const yes = this.memory.get(sessionId)?.yes;
    if (!yes || !this.isBridgeable(yes, this.now())) return undefined;
    this.logger.debug('auth is unavailable: a session goes on as it was last known');
    return yes.session;
  }

  private land(sessionId: string, flight: Flight, learned?: Memory): void {
    if (this.flights.get(sessionId) === flight) this.flights.delete(sessionId);
    if (learned && !flight.overtaken) this.memory.set(sessionId, learned);
  }

  private evict(ended: Ended): void {
    if ('sessionId' in ended) return this.forget(ended.sessionId);
    for (const [sessionId, { yes }] of this.memory.entries()) {
      if (yes?.session.userId === ended.userId) this.forget(sessionId);
    }
    // The users of pending lookups are unknown, so all of them are invalidated.
    for (const sessionId of [...this.flights.keys()]) this.forget(sessionId);
  }

  private forget(sessionId: string): void {
    this.memory.delete(sessionId);
    const flight = this.flights.get(sessionId);
    if (!flight) return;
    flight.overtaken = true;
    this.flights.delete(sessionId);
  }

  private get refusalMs(): number {
    return Math.min(MAX_REFUSAL_MS, this.options.cacheMs);
  }

  private isFresh({ at, until }: Yes, now: number): boolean {
    return now - at < this.options.cacheMs && now < until;
  }

  private isBridgeable({ at, until }: Yes, now: number): boolean {
    return now - at < this.options.staleIfErrorMs && now < until;
  }
}

function refusalIn(error: unknown, at: number): Memory | undefined {
  return isServiceError(error, ...REFUSALS) ? { refusal: { error, at } } : undefined;
}
