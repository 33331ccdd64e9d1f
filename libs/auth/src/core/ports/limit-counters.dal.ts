/** How often something happened, until the count ends. */
export interface Count {
  count: number;
  /** When it starts at zero again. In the past, or now, if nothing is counted. */
  until: Date;
}

/** A count after a change. */
export interface ChangedCount extends Count {
  /** How much was really added, below zero if taken: no more is taken than was counted. */
  added: number;
}

/** A change of one counter. */
export interface CountChange {
  key: number;
  /** Added to the count, which never falls below zero. 0 begins to count. */
  by: number;
  /** The count ends then, unless it is to last longer already. */
  until: Date;
}

/**
 * Counts for limits, shared by all processes of auth. The caller that chooses the keys bounds
 * what is kept: there is at most one counter per key. What is lost is counted anew.
 */
export interface LimitCountersDal {
  /** The counts of these keys, in their order. */
  read(keys: readonly number[], now: Date): Promise<Count[]>;

  /**
   * Makes all changes at once, of different keys, and resolves to what the counts are
   * then, in their order. Of two who change one counter at the same time each gets
   * another count, and together they take no more than there is.
   */
  add(changes: readonly CountChange[], now: Date): Promise<ChangedCount[]>;

  /**
   * Removes some counters that ended, if the store does not do so by itself.
   *
   * @returns whether there may be more
   */
  sweep(now: Date): Promise<boolean>;
}

/** Injects the implementation of {@link LimitCountersDal}, which never fails. */
export const LIMIT_COUNTERS_DAL = Symbol('LIMIT_COUNTERS_DAL');

/** Injects the one that all processes share, which may be unavailable. */
export const SHARED_LIMIT_COUNTERS = Symbol('SHARED_LIMIT_COUNTERS');
