import type { ItemStatus } from '../item.js';
import { type Due, instantOf, isTimed } from '../schedule/due.js';
import { OVER, type RemindAt } from '../schedule/remind-at.js';

/** A reminder whose stored time has come, with its item as it is. */
export interface ReachedReminder {
  userId: number;
  /** The public id of the user; `null` if it is not known. */
  uniqueId: string | null;
  itemId: number;
  title: string;
  status: ItemStatus;
  due: Due | null;
}

/** What becomes of it: it is sent, and over; or it is due at another time, over, or none any more. */
export type Fate = 'sent' | RemindAt;

/** After an outage that was longer, a reminder is of no use any more. */
export const LATEST_MS = 7 * 86_400_000;

/**
 * By the item as it is: a process of an earlier version, or SQL by hand, may have changed the due time alone.
 *
 * @param now in milliseconds since 1970
 */
export function fateOf({ status, due }: ReachedReminder, now: number): Fate {
  if (due === null || !isTimed(due)) return null;
  const at = instantOf(due);
  if (at > now) return at;
  return status === 'PENDING' && now - at <= LATEST_MS ? 'sent' : OVER;
}
