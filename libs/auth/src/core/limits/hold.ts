import type { Count, CountChange, LimitCountersDal } from '../ports/limit-counters.dal.js';
import type { Limit } from './limit-policy.js';

/** A try that was let through. What it was counted for depends on how it ends. */
export interface Hold {
  /** @param isRight whether the password was right; `undefined` if it was not tried after all */
  release(isRight: boolean | undefined): Promise<void>;
}

/** A try is let through, or refused until some time. */
export type Admission = Hold | Date;

/** One count of `key` more, which lasts as long as the count lasts already. */
export function countOnce(key: number, { windowMs }: Limit, { until }: Count, now: Date) {
  return { key, by: 1, until: until > now ? until : later(now, windowMs) };
}

/** The same, and the count lasts for a whole window from now on. */
export function countAndExtend(key: number, { windowMs }: Limit, now: Date): CountChange {
  return { key, by: 1, until: later(now, windowMs) };
}

/**
 * Takes changes back, or more of one of them. A counter whose window has ended is at zero
 * already, so nothing is taken back from it.
 *
 * @returns how much was there to take, of each
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

export function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
