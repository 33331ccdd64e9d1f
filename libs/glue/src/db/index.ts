export { withDatabaseErrors } from './database-errors.js';
export { DatabaseModule } from './database.module.js';
export type { DatabaseOptions, MigrationClass } from './database.options.js';
export { EmbeddedDatabase } from './embedded-database.js';
export { Housekeeping, type HousekeepingStep } from './housekeeping.js';
export { lockUntilCommit } from './lock-until-commit.js';
export { openDataSource, openMigratedDataSource } from './open-data-source.js';
export { type Statement, statement, StatementRunner } from './statement.js';
export { listMigrations, revertMigration, runMigrations } from './run-migrations.js';
