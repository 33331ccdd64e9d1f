import type { Count, CountChange, LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { Clock } from '../clock.js';
import type { Limit } from './limit-policy.js';

/** An admitted try. Its outcome decides what it counts for. */
export interface Reservation {
  /** @param isRight whether the password was right; `undefined` if it was not tried */
  release(isRight: boolean | undefined): Promise<void>;
}

/** A try is admitted, or refused until some time. */
export type Admission = Reservation | Date;

/** One more count of `key`, without a change of its expiry. */
export function countOnce(key: number, { windowMs }: Limit, { until }: Count, now: Date) {
  return { key, by: 1, until: until > now ? until : later(now, windowMs) };
}

/** One more count of `key`, and its expiry is a whole window from now. */
export function countAndExtend(key: number, { windowMs }: Limit, now: Date): CountChange {
  return { key, by: 1, until: later(now, windowMs) };
}

/**
 * Reverts changes, or several counts of one. A counter whose window has ended is at zero already
 * and stays there.
 *
 * @returns how much could be reverted, of each
 */
export async function takeBack(
  counters: LimitCountersDal,
  changes: readonly CountChange[],
  now: Date,
): Promise<number[]> {
  const lasting = changes.filter(({ by, until }) => by > 0 && until > now);
  if (lasting.length === 0) return changes.map(() => 0);
  const counts = await counters.add(
    lasting.map(({ by, ...change }) => ({ ...change, by: -by })),
    now,
  );
  return changes.map((change) => -(counts[lasting.indexOf(change)]?.added ?? 0));
}

/** Counts a try before it is made, so that concurrent tries cannot exceed `max`. */
export async function countAhead(
  counters: LimitCountersDal,
  change: CountChange,
  max: number,
  clock: Clock,
): Promise<Admission> {
  const [after] = await counters.add([change], clock.now());
  const undo = () => takeBack(counters, [change], clock.now());
  if (after!.count <= max) {
    return {
      release: async (isRight) => {
        if (isRight !== false) await undo();
      },
    };
  }
  await undo();
  return after!.until;
}

/**
 * Counts one more of `key` up to a limit, ahead of what is counted, so that concurrent tries cannot exceed it.
 * What is refused does not prolong the window.
 */
export async function countUpTo(
  counters: LimitCountersDal,
  key: number,
  limit: Limit,
  clock: Clock,
): Promise<Admission> {
  const now = clock.now();
  const [before] = await counters.read([key], now);
  if (before!.count >= limit.max) return before!.until;
  return countAhead(counters, countOnce(key, limit, before!, now), limit.max, clock);
}

export function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
