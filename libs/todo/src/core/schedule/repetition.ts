import { commonErrors, ServiceError } from '#glue/errors';
import type { DetailedChange, DetailedDraft, ItemDetails } from '../details/detailed-item.js';
import { parseDay } from './day.js';
import { nextDue } from './due.js';
import { isFirst } from './occurrences.js';
import { formatRule, parseRule } from './repeat-rule.js';

/** What the next item of a repetition has of its own; all else is that of the item before. */
export interface NextItem {
  due: NonNullable<ItemDetails['due']>;
  repeat: string;
}

/** Whether a change ticks an item that repeats after it. One that was done already, and still has its rule, is ticked, too. */
export function isTick(change: Pick<DetailedChange, 'status'>, after: ItemDetails): boolean {
  return change.status === 'DONE' && after.repeat !== null;
}

/**
 * What follows an item when it is done: due at the first time of its rule that is after its own one, and after now. COUNT is
 * how many items are still to be done, with this one.
 *
 * @param now in milliseconds since 1970
 * @returns `undefined` if it does not repeat, or its rule has ended
 */
export function nextOf({ due, repeat }: ItemDetails, now: number): NextItem | undefined {
  if (due === null || repeat === null) return undefined;
  const [{ count, ...rule }, start] = [parseRule(repeat), parseDay(due.date)];
  // SQL by hand may have stored a date beyond those of rules.
  const next = count === 1 || start === undefined ? undefined : nextDue(rule, start, due, now);
  const rest = count === undefined ? rule : { ...rule, count: count - 1 };
  return next && { due: next, repeat: formatRule(rest) };
}

/**
 * A rule that is given begins on the due date. A due date that is changed alone may be any day: only this item is due on
 * another one.
 *
 * @param given what is created or changed
 * @param after the item as it will be
 * @throws ServiceError `validation_failed`
 */
export function assertRepeats(
  given: Partial<DetailedDraft>,
  { due, repeat }: Pick<ItemDetails, 'due' | 'repeat'>,
): void {
  if (repeat === null) return;
  if (due === null) throw invalid('due', 'must be a date for an item that repeats');
  if (given.repeat && !isFirst(parseRule(repeat), parseDay(due.date)!))
    throw invalid('repeat', 'must be a rule with the due date as its first day');
}

function invalid(path: string, message: string): ServiceError {
  return new ServiceError(commonErrors.validation_failed, { details: [{ path, message }] });
}
