import type { DataSource } from 'typeorm';
import { users } from '#auth-kernel';
import { mailContract } from '#mail-kernel';
import { type Outbox, subjectOf } from '#seam';
import type { ReachedReminder } from '../../../core/reminders/reached-reminder.js';
import { ReminderMails } from '../../../core/reminders/reminder-mails.js';
import { instantOf, isTimed } from '../../../core/schedule/due.js';

/** Sends reminders by todo's outbox. mail knows where the user gets them, and in which language. */
export class OutboxReminderMails extends ReminderMails {
  constructor(
    private readonly source: DataSource,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  override get isOn(): boolean {
    return this.outbox.reaches(mailContract);
  }

  /** The transaction joins the open one, whose commit sends the mail. */
  override async send({ userId, uniqueId, title, due }: ReachedReminder): Promise<void> {
    if (!this.isOn || due === null || !isTimed(due)) return;
    const data = { title, dueAt: new Date(instantOf(due)).toISOString(), zone: due.zone };
    const user = { userId, ...(uniqueId !== null && { uniqueId }) };
    const mail = { template: 'reminder', ...user, data };
    const subject = subjectOf(users, userId);
    await this.source.transaction((manager) =>
      this.outbox.put(manager, mailContract.notify, mail, { subject }),
    );
  }
}
