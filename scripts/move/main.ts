// Moves the data of a context to another PostgreSQL database while they are used. See docs/moving.md.
//   npm run move -- todo [--to <postgres URL>] [--from <direct URL>] [--abort]
// Exit codes: 0 done, 1 refused or failed: nothing is lost, and it can be run again.
import { Logger } from '@nestjs/common';
import { contexts } from '#contexts';
import { readServerConfig, shownAddress } from '#glue/config';
import { loadContexts } from '#glue/context';
import { databaseOptions, type DatabaseOptions, sqlName } from '#glue/db';
import { StartError } from '#glue/errors';
import { abortMove, type Job, move } from './move.js';
import { MoveError } from './move-error.js';
import { readOptions } from './options.js';
import { addressesOf } from './plan/addresses.js';
import type { Place } from './place/place.js';
import { Session } from './place/session.js';

type Name = keyof typeof contexts;

async function main(args: string[]): Promise<void> {
  const options = readOptions(args, Object.keys(contexts));
  const [context] = await loadContexts(contexts, [options.context as Name]);
  const config = readServerConfig({ port: 0 }, [context!.variables]);
  const database = databaseOptions(context!.database, config);
  const addresses = await addressesOf(database, options);
  const migrations = database.migrations.map((Each) => new Each().name ?? Each.name);
  const opened: Place[] = [];
  try {
    const { source: from, target: to, user } = addresses;
    opened.push(await open(from, database));
    opened.push(await open(to, database, user));
    const [source, target] = opened as [Place, Place];
    const job: Job = { source, target, database, migrations, log: console.log };
    await (options.abort ? abortMove(job) : move(job));
  } finally {
    await Promise.all(opened.map(({ session }) => session.close()));
  }
}

async function open(
  url: string,
  { context, schema = sqlName(context) }: DatabaseOptions,
  user?: string,
): Promise<Place> {
  const name = shownAddress(url);
  return { name, url, user, context, schema, session: await Session.open(url, name) };
}

Logger.overrideLogger(['warn', 'error', 'fatal']);
try {
  await main(process.argv.slice(2));
} catch (error) {
  const isExplained = error instanceof StartError || error instanceof MoveError;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
}
