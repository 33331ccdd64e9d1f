import type { DataSource } from 'typeorm';
import { users } from '#auth-kernel';
import { mailContract } from '#mail-kernel';
import { type Outbox, subjectOf } from '#seam';
import {
  type InvitationMail,
  InvitationMails,
} from '../../../core/invitations/invitation-mails.js';

/** Sends mails by todo's outbox. They are not sent if the sender is deleted first. */
export class OutboxInvitationMails extends InvitationMails {
  constructor(
    private readonly source: DataSource,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  /** The transaction joins the open one, whose commit sends the mail. */
  override async send({ to, locale, sender, senderEmail, page }: InvitationMail): Promise<void> {
    if (!this.outbox.reaches(mailContract)) return;
    const about = { userId: sender.userId, uniqueId: sender.uniqueId };
    const data = { sender: senderEmail, page };
    const mail = { template: 'item-invitation', to, ...(locale && { locale }), data, ...about };
    const subject = subjectOf(users, sender.userId);
    await this.source.transaction((manager) =>
      this.outbox.put(manager, mailContract.sendPlain, mail, { subject }),
    );
  }
}
