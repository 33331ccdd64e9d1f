// Runs, reverts or lists the migrations of each context, or of the given one:
//   npm run migration:run [-- auth]      brings the schema up to date, as every start does
//   npm run migration:revert -- auth     reverts the newest migration of one context
//   npm run migration:show               lists them, with [X] for those that have been run
import { Logger } from '@nestjs/common';
import { contexts } from '#contexts';
import { readServerConfig } from '#glue/config';
import { loadContexts } from '#glue/context';
import {
  databaseOptions,
  type DatabaseOptions,
  listMigrations,
  openDataSource,
  revertMigration,
  runMigrations,
} from '#glue/db';
import { StartError } from '#glue/errors';

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

async function databases(): Promise<DatabaseOptions[]> {
  const all = await loadContexts(contexts);
  const parts = all.map(({ variables }) => variables);
  const config = readServerConfig({ port: 0 }, parts);
  return all.map(({ database }) => ({
    ...databaseOptions(database, config),
    maxConnections: 1,
  }));
}

async function main([name = '', context]: string[]): Promise<void> {
  const command = COMMANDS[name];
  const all = await databases();
  const chosen = all.filter((each) => !context || each.context === context);
  if (!command || chosen.length === 0 || (name === 'revert' && !context)) {
    const names = all.map((each) => each.context).join('|');
    throw new StartError(`usage: migration:run|show [-- ${names}], migration:revert -- ${names}`);
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
