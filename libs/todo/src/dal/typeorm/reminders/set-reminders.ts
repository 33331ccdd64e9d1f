import type { DetailedChange, DetailedItem } from '../../../core/details/detailed-item.js';
import { isSameDue, remindAtOf } from '../../../core/schedule/remind-at.js';
import type { Queryable } from '../queryable.js';
import { storedRemindAt } from './remind-at.column.js';

/** $1 user id, $2 item id, $3 the time, or null. */
const SET_ONE =
  'UPDATE todo.user_connections SET remind_at = $3 WHERE user_id = $1 AND to_do_id = $2';

/** $1 item id, $2 the time, or null. Of all members who have a reminder. */
const SET_ALL = `UPDATE todo.user_connections SET remind_at = $2
  WHERE to_do_id = $1 AND remind_at IS NOT NULL AND remind_at IS DISTINCT FROM $2::timestamptz`;

/**
 * Sets the reminder of a user, and those of all members to a new due time, with a change of a locked item. Those that are set as
 * they are stay: the time may have come, and the mail not be sent yet.
 */
export async function setReminders(
  transaction: Queryable,
  userId: number,
  item: DetailedItem,
  change: DetailedChange,
): Promise<void> {
  const { due = item.due, remind } = change;
  const at = storedRemindAt(remindAtOf(due, Date.now()));
  if (!isSameDue(due, item.due)) await transaction.query(SET_ALL, [item.id, at]);
  if (remind !== undefined && remind !== item.remind)
    await transaction.query(SET_ONE, [userId, item.id, remind ? at : null]);
}
