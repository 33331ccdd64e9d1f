export { CountingAudit } from './audit/counting-audit.js';
export { auditOnDatabase, DatabaseAudit } from './audit/database-audit.js';
export { DatabaseModule, dataSourceOf, onDatabase } from './database.module.js';
export {
  type ContextDatabase,
  contextDatabase,
  databaseOptions,
  type DatabaseOptions,
} from './database.options.js';
export { EmbeddedDatabase, embeddedDirectory } from './embedded/embedded-database.js';
export { cursorsOnDatabase, DatabaseEventCursors } from './events/database-event-cursors.js';
export { EventNumbering } from './events/event-numbering.js';
export { announcerOf } from './events/announcer.js';
export { EventListener } from './events/event-listener.js';
export { DatabaseEventLog } from './events/database-event-log.js';
export {
  type EventsConfig,
  eventsOnDatabase,
  type EventsOptions,
} from './events/events-on-database.js';
export { publish } from './events/publish.js';
export * from './move/index.js';
export { Housekeeping, type HousekeepingStep } from './housekeeping.js';
export { LimitedClient } from './limited-client.js';
export { sqlName } from './schema/schema-name.js';
export {
  lockAllUntilCommit,
  lockUntilCommit,
  tryLockUntilCommit,
} from './statements/lock-until-commit.js';
export { DatabaseOutcomes, outcomesOnDatabase } from './outcomes/database-outcomes.js';
export { DatabaseOutbox } from './outbox/database-outbox.js';
export { outboxOnDatabase } from './outbox/outbox.providers.js';
export { DatabaseReferences, referencesOnDatabase } from './references/database-references.js';
export { openDataSource, openMigratedDataSource } from './open-data-source.js';
export { isEmbedded } from './retrying-data-source.js';
export { type Statement, statement, StatementRunner } from './statements/statement.js';
export { listMigrations, revertMigration, runMigrations } from './run-migrations.js';
export { quoted } from './schema/table-location.js';
export { withoutTimeLimits } from './time-limits.js';
