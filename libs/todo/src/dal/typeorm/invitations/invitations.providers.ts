import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dataSourceOf } from '#glue/db';
import { type Outbox, outboxOf } from '#seam';
import { InvitationMails } from '../../../core/invitations/invitation-mails.js';
import { OutboxInvitationMails } from './outbox-invitation-mails.js';

/** The way of invitations into the outbox. */
export function invitationMailsOnPostgres(context: string): Provider {
  return {
    provide: InvitationMails,
    inject: [dataSourceOf(context), outboxOf(context)],
    useFactory: (source: DataSource, outbox: Outbox) => new OutboxInvitationMails(source, outbox),
  };
}
