import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dataSourceOf, onDatabase } from '#glue/db';
import { type Outbox, outboxOf } from '#seam';
import { RemindersDal } from '../../../core/ports/reminders.dal.js';
import { ReminderMails } from '../../../core/reminders/reminder-mails.js';
import { OutboxReminderMails } from './outbox-reminder-mails.js';
import { TypeormRemindersDal } from './typeorm-reminders.dal.js';

/** Reminders, and their way into the outbox. */
export function remindersOnPostgres(context: string): Provider[] {
  return [
    onDatabase(context, RemindersDal, (source) => new TypeormRemindersDal(source)),
    {
      provide: ReminderMails,
      inject: [dataSourceOf(context), outboxOf(context)],
      useFactory: (source: DataSource, outbox: Outbox) => new OutboxReminderMails(source, outbox),
    },
  ];
}
