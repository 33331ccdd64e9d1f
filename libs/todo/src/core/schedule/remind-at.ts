import { commonErrors, ServiceError } from '#glue/errors';
import { type Due, instantOf, isTimed } from './due.js';

/** Of a reminder whose time is over: nothing is sent any more. */
export const OVER = 'over';

/** When a reminder is due, in milliseconds since 1970; `null` if there is none. */
export type RemindAt = number | typeof OVER | null;

/**
 * When a reminder that is set now is due. Without a due time there is none. It is over if the time has passed: a mail about
 * it would say nothing new.
 *
 * @param now in milliseconds since 1970
 */
export function remindAtOf(due: Due | null, now: number): RemindAt {
  if (due === null || !isTimed(due)) return null;
  const at = instantOf(due);
  return at > now ? at : OVER;
}

export function isSameDue(a: Due | null, b: Due | null): boolean {
  return a?.date === b?.date && a?.time === b?.time && a?.zone === b?.zone;
}

/**
 * @param given what is created or changed
 * @param after the item as it will be
 * @throws ServiceError `validation_failed` for a reminder of an item without a due time
 */
export function assertRemindable(given: { remind?: boolean }, after: { due: Due | null }): void {
  if (!given.remind || (after.due && isTimed(after.due))) return;
  const details = [{ path: 'remind', message: 'must be false for an item without a due time' }];
  throw new ServiceError(commonErrors.validation_failed, { details });
}
