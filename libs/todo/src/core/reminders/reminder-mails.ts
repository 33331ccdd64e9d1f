import type { ReachedReminder } from './reached-reminder.js';

/** Sends reminders by mail. */
export abstract class ReminderMails {
  /** Whether mails are sent: this installation has the context mail. */
  abstract readonly isOn: boolean;

  /**
   * Sends a reminder if the open transaction commits. Does nothing if mails are not sent.
   *
   * @param reminder of an item with a due time
   */
  abstract send(reminder: ReachedReminder): Promise<void>;
}
