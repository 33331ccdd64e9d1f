import type { DataSource } from 'typeorm';
import { users } from '#auth-kernel';
import { mailContract } from '#mail-kernel';
import { type Outbox, subjectOf } from '#seam';
import { type AccountMail, AccountMails } from '../../core/mails/account-mails.js';

/** Sends mails by auth's outbox. */
export class OutboxAccountMails extends AccountMails {
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
  override async send({ data = {}, expiresInMs, ...mail }: AccountMail): Promise<void> {
    if (!this.isOn) return;
    const { userId } = mail;
    const options = {
      ...(userId !== undefined && { subject: subjectOf(users, userId) }),
      ...(expiresInMs !== undefined && { expiresInMs }),
    };
    await this.source.transaction((manager) =>
      this.outbox.put(manager, mailContract.send, { ...mail, data }, options),
    );
  }
}
