import { Injectable } from '@nestjs/common';
import { RemindersDal } from '../ports/reminders.dal.js';
import { fateOf } from './reached-reminder.js';
import { ReminderMails } from './reminder-mails.js';

/** Sends each reminder once. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly reminders: RemindersDal,
    private readonly mails: ReminderMails,
  ) {}

  /**
   * Sends some reminders whose time has come. Where no mails are sent, they stay as they are: for a process that sends them.
   *
   * @param now in milliseconds since 1970
   * @returns whether there may be more
   */
  async sendDue(now = Date.now()): Promise<boolean> {
    if (!this.mails.isOn) return false;
    return this.reminders.settle(
      now,
      (reminder) => fateOf(reminder, now),
      (reminder) => this.mails.send(reminder),
    );
  }
}
