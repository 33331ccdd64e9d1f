import type { Fate, ReachedReminder } from '../reminders/reached-reminder.js';

/** Stores when members of items are reminded of them. */
export abstract class RemindersDal {
  /**
   * Settles some reminders whose time has come, in one transaction. Several processes do so at once: each takes others.
   * Items that are being changed are left for the next time.
   *
   * @param now in milliseconds since 1970
   * @param decide what becomes of one
   * @param send is called for those that are `sent`; what it writes to the store joins the transaction
   * @returns whether there may be more
   */
  abstract settle(
    now: number,
    decide: (reminder: ReachedReminder) => Fate,
    send: (reminder: ReachedReminder) => Promise<void>,
  ): Promise<boolean>;
}
