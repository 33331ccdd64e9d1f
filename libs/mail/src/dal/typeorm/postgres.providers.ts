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
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import { MailsDal } from '../../core/ports/mails.dal.js';
import { TypeormMailsDal } from './typeorm-mails.dal.js';

const HOUSEKEEPING = Symbol('mails housekeeping');

/** The tables of mail in PostgreSQL, embedded or not, and their housekeeping. */
export function onPostgres(context: string): Provider[] {
  return [
    ...outboxOnDatabase(context),
    ...outcomesOnDatabase(context),
    cursorsOnDatabase(context),
    {
      provide: MailsDal,
      inject: [dataSourceOf(context), outboxStoreOf(context), outcomesOf(context)],
      useFactory: (source: DataSource, queue: OutboxStore, outcomes: OutcomeStore) =>
        new TypeormMailsDal(source, queue, context, [queue, outcomes]),
    },
    {
      provide: HOUSEKEEPING,
      inject: [MailsDal],
      useFactory: (mails: TypeormMailsDal) => new Housekeeping('mails', [() => mails.sweep()]),
    },
  ];
}
