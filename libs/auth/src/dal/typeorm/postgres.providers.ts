import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  cursorsOnDatabase,
  dataSourceOf,
  type EventsConfig,
  eventsOnDatabase,
  Housekeeping,
  onDatabase,
  outcomesOnDatabase,
} from '#glue/db';
import { outcomesOf } from '#glue/transaction';
import { AccessTokensDal } from '../../core/ports/access-tokens.dal.js';
import { SharedLimitCounters } from '../../core/ports/limit-counters.dal.js';
import { SessionsDal } from '../../core/ports/sessions.dal.js';
import { CommandsAbout } from '../../core/ports/commands-about.js';
import { UsersDal } from '../../core/ports/users.dal.js';
import { KEEP_REPLACED_MS } from '../../core/sessions/refresh-policy.js';
import { sessionHousekeeping } from './session-housekeeping.js';
import { TypeormAccessTokensDal } from './typeorm-access-tokens.dal.js';
import { TypeormLimitCountersDal } from './typeorm-limit-counters.dal.js';
import { TypeormSessionsDal } from './typeorm-sessions.dal.js';
import { TypeormUsersDal } from './typeorm-users.dal.js';

const SESSION_HOUSEKEEPING = Symbol('SESSION_HOUSEKEEPING');

/** The tables of auth that are in PostgreSQL also with sessions in Redis. */
export function onPostgres(context: string, config: EventsConfig): Provider[] {
  return [
    onDatabase(context, UsersDal, (source) => new TypeormUsersDal(source)),
    onDatabase(context, AccessTokensDal, (source) => new TypeormAccessTokensDal(source)),
    {
      provide: SESSION_HOUSEKEEPING,
      inject: [dataSourceOf(context)],
      useFactory: (source: DataSource) =>
        new Housekeeping('sessions', sessionHousekeeping(source, KEEP_REPLACED_MS)),
    },
    ...outcomesOnDatabase(context),
    ...eventsOnDatabase(context, config),
    { provide: CommandsAbout, useExisting: outcomesOf(context) },
    cursorsOnDatabase(context),
  ];
}

/** Sessions and counters of limits in the PostgreSQL database of a context. */
export function storesInPostgres(context: string): Provider[] {
  return [
    onDatabase(context, SessionsDal, (source) => new TypeormSessionsDal(source)),
    onDatabase(context, SharedLimitCounters, (source) => new TypeormLimitCountersDal(source)),
  ];
}
