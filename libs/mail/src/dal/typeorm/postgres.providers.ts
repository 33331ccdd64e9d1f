import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  cursorsOnDatabase,
  dataSourceOf,
  Housekeeping,
  outboxOnDatabase,
  outcomesOnDatabase,
} from '#glue/db';
import { outboxStoreOf, type OutboxStore } from '#glue/outbox';
import { Sealer } from '#glue/sealing';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import { MailsDal } from '../../core/ports/mails.dal.js';
import { StoredMails } from './stored-mails.js';
import { TypeormMailsDal } from './typeorm-mails.dal.js';

const HOUSEKEEPING = Symbol('mails housekeeping');

/** The tables of mail in PostgreSQL, embedded or not, and their housekeeping. */
export function onPostgres(context: string): Provider[] {
  return [
    ...outboxOnDatabase(context),
    ...outcomesOnDatabase(context),
    cursorsOnDatabase(context),
    {
      provide: StoredMails,
      inject: [Sealer],
      useFactory: (sealer: Sealer) => new StoredMails(sealer),
    },
    {
      provide: MailsDal,
      inject: [dataSourceOf(context), outboxStoreOf(context), StoredMails, outcomesOf(context)],
      useFactory: (
        source: DataSource,
        queue: OutboxStore,
        stored: StoredMails,
        outcomes: OutcomeStore,
      ) => new TypeormMailsDal(source, queue, stored, context, [queue, outcomes]),
    },
    {
      provide: HOUSEKEEPING,
      inject: [MailsDal],
      useFactory: (mails: TypeormMailsDal) => new Housekeeping('mails', [() => mails.sweep()]),
    },
  ];
}
