/** A count, until it expires. */
export interface Count {
  count: number;
  /** When the count returns to zero. In the past, or now, if nothing is counted. */
  until: Date;
}

export interface ChangedCount extends Count {
  /** How much was really added, negative if subtracted: no count falls below zero. */
  added: number;
}

export interface CountChange {
  key: number;
  /** Added to the count, which never falls below zero. 0 creates the counter. */
  by: number;
  /** The expiry, unless the counter has a later one already. */
  until: Date;
}

/**
 * Counts for limits, shared by all processes of auth. The caller bounds the storage by its choice
 * of keys: there is at most one counter per key. Lost counts start at zero. What Nest injects by this
 * class never fails.
 */
export abstract class LimitCountersDal {
  /** The counts of these keys, in their order. */
  abstract read(keys: readonly number[], now: Date): Promise<Count[]>;

  /**
   * Makes all changes, of different keys, at once, and resolves to the new counts in their order.
   * Concurrent changes of one counter each get another count, and never subtract more than there
   * is.
   */
  abstract add(changes: readonly CountChange[], now: Date): Promise<ChangedCount[]>;

  /**
   * Deletes some expired counters, if the store does not do so itself.
   *
   * @returns whether there may be more
   */
  abstract sweep(now: Date): Promise<boolean>;
}

/** The counters that all processes share. They may be unavailable. */
export abstract class SharedLimitCounters extends LimitCountersDal {}
