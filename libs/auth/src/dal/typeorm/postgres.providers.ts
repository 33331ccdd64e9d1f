import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { auditOf } from '#glue/audit';
import {
  auditOnDatabase,
  CountingAudit,
  cursorsOnDatabase,
  dataSourceOf,
  type EventsConfig,
  eventsOnDatabase,
  Housekeeping,
  onDatabase,
  outboxOnDatabase,
  outcomesOnDatabase,
  StatementRunner,
} from '#glue/db';
import { outboxStoreOf, type OutboxStore } from '#glue/outbox';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import { mailContract } from '#mail-kernel';
import { type Outbox, outboxOf, outboxProviders } from '#seam';
import { AccountMails } from '../../core/mails/account-mails.js';
import { AccessTokensDal } from '../../core/ports/access-tokens.dal.js';
import { AdministeredUsersDal } from '../../core/ports/administration/administered-users.dal.js';
import { InvitationsDal } from '../../core/ports/administration/invitations.dal.js';
import { SharedLimitCounters } from '../../core/ports/limit-counters.dal.js';
import { SessionsDal } from '../../core/ports/sessions.dal.js';
import { CommandsAbout } from '../../core/ports/commands-about.js';
import { AccountsDal } from '../../core/ports/accounts.dal.js';
import { MailLinksDal } from '../../core/ports/mail-links.dal.js';
import { SessionEvents } from '../../core/ports/session-events.js';
import { Transactions } from '../../core/ports/transactions.js';
import { AccountAudit } from '../../core/ports/account-audit.js';
import { UsersDal } from '../../core/ports/users.dal.js';
import { KEEP_REPLACED_MS } from '../../core/sessions/refresh-policy.js';
import { TypeormAdministeredUsersDal } from './administration/typeorm-administered-users.dal.js';
import { TypeormInvitationsDal } from './administration/typeorm-invitations.dal.js';
import { factorsOnPostgres } from './factors/factors.providers.js';
import { ownDataOnPostgres } from './own-data/own-data.providers.js';
import { OutboxAccountMails } from './outbox-account-mails.js';
import { sessionHousekeeping } from './sessions/session-housekeeping.js';
import { TypeormAccessTokensDal } from './typeorm-access-tokens.dal.js';
import { TypeormLimitCountersDal } from './limits/typeorm-limit-counters.dal.js';
import { TypeormAccountsDal } from './typeorm-accounts.dal.js';
import { TypeormMailLinksDal } from './typeorm-mail-links.dal.js';
import { TypeormSessionEvents } from './sessions/typeorm-session-events.js';
import { TypeormSessionsDal } from './sessions/typeorm-sessions.dal.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';

const SESSION_HOUSEKEEPING = Symbol('SESSION_HOUSEKEEPING');

/** The tables of auth that are in PostgreSQL also with sessions in Redis. */
export function onPostgres(context: string, config: EventsConfig): Provider[] {
  return [
    onDatabase(context, UsersDal, (source) => new TypeormUsersDal(source)),
    onDatabase(context, AccountsDal, (source) => new TypeormAccountsDal(source)),
    onDatabase(context, AdministeredUsersDal, (source) => new TypeormAdministeredUsersDal(source)),
    onDatabase(context, InvitationsDal, (source) => new TypeormInvitationsDal(source)),
    onDatabase(context, MailLinksDal, (source) => new TypeormMailLinksDal(source)),
    onDatabase(context, SessionEvents, (source) => new TypeormSessionEvents(source)),
    onDatabase(context, Transactions, (source) => new StatementRunner(source)),
    ...factorsOnPostgres(context),
    ...ownDataOnPostgres(context),
    ...auditOnDatabase(context, CountingAudit),
    { provide: AccountAudit, useExisting: auditOf(context) },
    onDatabase(context, AccessTokensDal, (source) => new TypeormAccessTokensDal(source)),
    {
      provide: SESSION_HOUSEKEEPING,
      inject: [dataSourceOf(context)],
      useFactory: (source: DataSource) =>
        new Housekeeping('sessions', sessionHousekeeping(source, KEEP_REPLACED_MS)),
    },
    ...outcomesOnDatabase(context),
    ...eventsOnDatabase(context, config),
    ...outbox(context),
    cursorsOnDatabase(context),
  ];
}

/** Commands to other contexts, such as mails, and what is stored of those to auth. */
function outbox(context: string): Provider[] {
  return [
    ...outboxOnDatabase(context),
    ...outboxProviders(context, [mailContract]),
    {
      provide: CommandsAbout,
      inject: [outcomesOf(context), outboxStoreOf(context)],
      useFactory: (...stores: (OutcomeStore | OutboxStore)[]): CommandsAbout => ({
        async forget(subject) {
          for (const store of stores) await store.forget(subject);
        },
      }),
    },
    {
      provide: AccountMails,
      inject: [dataSourceOf(context), outboxOf(context)],
      useFactory: (source: DataSource, outbox: Outbox) => new OutboxAccountMails(source, outbox),
    },
  ];
}

/** Sessions and counters of limits in the PostgreSQL database of a context. */
export function storesInPostgres(context: string): Provider[] {
  return [
    onDatabase(context, SessionsDal, (source) => new TypeormSessionsDal(source)),
    onDatabase(context, SharedLimitCounters, (source) => new TypeormLimitCountersDal(source)),
  ];
}
