import type { DataSource } from 'typeorm';
import { users } from '#auth-kernel';
import { mailContract } from '#mail-kernel';
import { type Outbox, subjectOf } from '#seam';
import {
  type InvitationMail,
  InvitationMails,
} from '../../../core/invitations/invitation-mails.js';

/**
 * Sends mails by todo's outbox, from which they are removed with their sender. To mail they are about no user: what mail exports
 * to the sender must not show that there is none.
 */
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
    const data = { sender: senderEmail, page };
    const mail = { template: 'item-invitation', to, ...(locale && { locale }), data };
    const subject = subjectOf(users, sender.userId);
    await this.source.transaction((manager) =>
      this.outbox.put(manager, mailContract.sendPlain, mail, { subject }),
    );
  }
}
