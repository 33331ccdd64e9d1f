// Runs, takes back or lists the migrations of each context, or of the one that is named:
//   npm run migration:run [-- auth]      brings the schema up to date, as every start does
//   npm run migration:revert -- todo     takes back the newest migration of one context
//   npm run migration:show               lists them, with [X] for those that have been run
import { Logger } from '@nestjs/common';
import { authConfig } from '#auth';
import { readConfig, serverConfig } from '#glue/config';
import {
  type DatabaseOptions,
  listMigrations,
  openDataSource,
  revertMigration,
  runMigrations,
} from '#glue/db';
import { StartError } from '#glue/errors';
import { migrations as authMigrations } from '#migrations/auth';
import { migrations as todoMigrations } from '#migrations/todo';
import { todoConfig } from '#todo';

type Command = (dataSource: Awaited<ReturnType<typeof openDataSource>>) => Promise<string[]>;

const COMMANDS: Record<string, Command> = {
  run: async (dataSource) => (await runMigrations(dataSource)).map((name) => `ran ${name}`),
  revert: async (dataSource) => {
    const reverted = await revertMigration(dataSource);
    return (reverted.length > 0 ? reverted : ['nothing']).map((name) => `reverted ${name}`);
  },
  show: async (dataSource) =>
    (await listMigrations(dataSource)).map(({ name, ran }) => `[${ran ? 'X' : ' '}] ${name}`),
};

function databases(): DatabaseOptions[] {
  const config = readConfig([serverConfig({ port: 0 }), authConfig, todoConfig]);
  const shared = { dataDir: config.DATA_DIR, entities: [], maxConnections: 1 };
  return [
    {
      ...shared,
      context: 'auth',
      schema: config.AUTH_DB_SCHEMA,
      url: config.AUTH_DB_URL,
      urlVariable: 'AUTH_DB_URL',
      migrations: authMigrations,
    },
    {
      ...shared,
      context: 'todo',
      schema: config.TO_DO_DB_SCHEMA,
      url: config.TO_DO_DB_URL,
      urlVariable: 'TO_DO_DB_URL',
      migrations: todoMigrations,
    },
  ];
}

async function main([name = '', context]: string[]): Promise<void> {
  const command = COMMANDS[name];
  const chosen = databases().filter((each) => !context || each.context === context);
  if (!command || chosen.length === 0 || (name === 'revert' && !context)) {
    throw new StartError('usage: migration:run|show [-- auth|todo], migration:revert -- auth|todo');
  }
  for (const database of chosen) {
    const dataSource = await openDataSource(database);
    try {
      const lines = await command(dataSource);
      console.log([`${database.context}:`, ...lines.map((line) => `  ${line}`)].join('\n'));
    } finally {
      await dataSource.destroy();
    }
  }
}

Logger.overrideLogger(['warn', 'error', 'fatal']);
try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
