export { withDatabaseErrors } from './database-errors.js';
export { DatabaseModule } from './database.module.js';
export type { DatabaseOptions, MigrationClass } from './database.options.js';
export { EmbeddedDatabase } from './embedded-database.js';
export { openDataSource, openMigratedDataSource } from './open-data-source.js';
export { listMigrations, revertMigration, runMigrations } from './run-migrations.js';
