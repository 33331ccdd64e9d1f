export { DatabaseModule, dataSourceOf, onDatabase } from './database.module.js';
export { type ContextDatabase, databaseOptions, type DatabaseOptions } from './database.options.js';
export { Housekeeping, type HousekeepingStep } from './housekeeping.js';
export { lockUntilCommit } from './statements/lock-until-commit.js';
export { openDataSource, openMigratedDataSource } from './open-data-source.js';
export { SHARED_STATEMENTS } from './statements/shared-statements.js';
export { type Statement, statement, StatementRunner } from './statements/statement.js';
export { listMigrations, revertMigration, runMigrations } from './run-migrations.js';
export { withoutTimeLimits } from './time-limits.js';
