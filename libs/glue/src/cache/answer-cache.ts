import { LRUCache } from 'lru-cache';
import { type ErrorDefinition, isServiceError, type ServiceError } from '../errors/index.js';

const MAX_ANSWERS = 10_000;
/** Refusals have a cache of their own: any client can invent keys, which must not evict answers. */
const MAX_REFUSALS = 1_000;
/** The maximum time that a refusal is cached, regardless of `freshMs`. */
const MAX_REFUSAL_MS = 1_000;

/** How answers are cached. */
export interface CacheOptions<Answer> {
  /** How long an answer is used without asking again, in milliseconds. */
  freshMs: number;
  /** How long after it was asked for an answer is served during an outage, in milliseconds. */
  staleIfErrorMs: number;
  /** When an answer ceases to be valid, in milliseconds since 1970. */
  expiryOf: (answer: Answer) => number;
  /** The errors that are answers, too. */
  refusals: readonly ErrorDefinition[];
  /** The errors of an outage. */
  outages: readonly ErrorDefinition[];
  /** The time in milliseconds since 1970. */
  now?: () => number;
}

interface Known<Answer> {
  answer: Answer;
  /** When it was asked for; the age counts from here. */
  at: number;
  /** The expiry, read once, because every request compares it. */
  until: number;
}

interface Lookup<Answer> {
  result: Promise<Answer>;
  /** Whether the key was forgotten meanwhile: the answer may be older than the reason for it. */
  isForgotten: boolean;
}

/**
 * Caches answers by key. Concurrent readers of a key share one lookup. Serves stale answers during an
 * outage (stale-if-error, RFC 5861).
 */
export class AnswerCache<Answer extends object> {
  private readonly answers = new LRUCache<string, Known<Answer>>({ max: MAX_ANSWERS });
  private readonly refusals = new LRUCache<string, { error: ServiceError; at: number }>({
    max: MAX_REFUSALS,
  });
  private readonly pending = new Map<string, Lookup<Answer>>();
  private readonly now: () => number;

  constructor(private readonly options: CacheOptions<Answer>) {
    this.now = options.now ?? Date.now;
  }

  /** The answer, if it is fresh; synchronous. Not a copy. */
  getFresh(key: string): Readonly<Answer> | undefined {
    return this.youngerThan(this.options.freshMs, key);
  }

  /** Whether there is an answer, also a stale one. */
  has(key: string): boolean {
    return this.answers.has(key);
  }

  /**
   * A copy of the answer, from the cache or from `ask`.
   *
   * @param allowStale whether to serve a stale answer during an outage
   * @throws what `ask` throws
   */
  async read(key: string, ask: () => Promise<Answer>, allowStale: boolean): Promise<Answer> {
    const fresh = this.getFresh(key);
    if (fresh) return { ...fresh };
    const refusal = this.refusals.get(key);
    const refusalMs = Math.min(MAX_REFUSAL_MS, this.options.freshMs);
    if (refusal && this.now() - refusal.at < refusalMs) throw refusal.error;
    const lookup = this.pending.get(key) ?? this.startLookup(key, ask);
    try {
      return { ...(await lookup.result) };
    } catch (error) {
      const isOutage = isServiceError(error, ...this.options.outages);
      if (!allowStale || lookup.isForgotten || !isOutage) throw error;
      const stale = this.youngerThan(this.options.staleIfErrorMs, key);
      if (!stale) throw error;
      return { ...stale };
    }
  }

  /** Drops what is known of a key. Results of pending lookups are not cached. */
  forget(key: string): void {
    this.answers.delete(key);
    this.refusals.delete(key);
    const lookup = this.pending.get(key);
    if (lookup) lookup.isForgotten = true;
    this.pending.delete(key);
  }

  /** The same for the answers that match, and for all pending ones, which are not known yet. */
  forgetWhere(matches: (answer: Answer) => boolean): void {
    for (const [key, { answer }] of this.answers.entries()) if (matches(answer)) this.forget(key);
    for (const key of [...this.pending.keys()]) this.forget(key);
  }

  private youngerThan(ms: number, key: string): Answer | undefined {
    const known = this.answers.get(key);
    if (!known) return undefined;
    const now = this.now();
    return now - known.at < ms && now < known.until ? known.answer : undefined;
  }

  private startLookup(key: string, ask: () => Promise<Answer>): Lookup<Answer> {
    const lookup = { isForgotten: false } as Lookup<Answer>;
    this.pending.set(key, lookup);
    lookup.result = this.lookUp(key, ask, lookup);
    return lookup;
  }

  private async lookUp(key: string, ask: () => Promise<Answer>, lookup: Lookup<Answer>) {
    const at = this.now();
    try {
      const answer = await ask();
      if (!lookup.isForgotten) {
        this.refusals.delete(key);
        this.answers.set(key, { answer, at, until: this.options.expiryOf(answer) });
      }
      return answer;
    } catch (error) {
      if (!lookup.isForgotten && isServiceError(error, ...this.options.refusals)) {
        this.answers.delete(key);
        this.refusals.set(key, { error, at });
      }
      throw error;
    } finally {
      if (this.pending.get(key) === lookup) this.pending.delete(key);
    }
  }
}
