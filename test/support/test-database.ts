/**
 * A real database of a context for a test, with empty tables: embedded in a temporary folder, or,
 * if TEST_DATABASE_URL names a PostgreSQL whose user may create databases, on that server. Opening
 * one takes seconds: do it once per file, and close it in afterAll.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { type DatabaseOptions, openMigratedDataSource } from '#glue/db';
import { copyFolder } from '#glue/lock';
import { fillDataDir } from './data-dir.js';
import { madeOnce } from './migrated-template.js';
import { createDatabase } from './postgres.js';

const URL_VARIABLE = 'TEST_DATABASE_URL';
const MAX_CONNECTIONS = 10;
/** From so many migrations on, those of a real context, files copy a database that has run them. */
const MANY = 5;

type Migrations = DatabaseOptions['migrations'];

/** The result of {@link openTestDataSource}. */
export interface TestDatabase {
  dataSource: DataSource;
  /** Closes the data source and removes the database. */
  close(): Promise<void>;
}

export async function openTestDataSource(
  context: string,
  migrations: Migrations,
): Promise<TestDatabase> {
  const place = process.env[URL_VARIABLE] ? await onServer() : await folder(context, migrations);
  try {
    const dataSource = await open(place, context, migrations);
    return {
      dataSource,
      close: async () => {
        await dataSource.destroy();
        await place.remove();
      },
    };
  } catch (error) {
    await place.remove();
    throw error;
  }
}

function open(
  { url, dataDir }: Pick<Place, 'url' | 'dataDir'>,
  context: string,
  migrations: Migrations,
): Promise<DataSource> {
  return openMigratedDataSource({
    context,
    url,
    urlVariable: URL_VARIABLE,
    schemaVariable: 'TEST_DATABASE_SCHEMA',
    maxConnections: MAX_CONNECTIONS,
    dataDir,
    migrations,
  });
}

/** The place of a test's database, and how to remove it. */
interface Place {
  url: string | undefined;
  dataDir: string;
  remove(): Promise<void>;
}

async function onServer(): Promise<Place> {
  const { url, drop } = await createDatabase();
  return { url, dataDir: '', remove: drop };
}

async function folder(context: string, migrations: Migrations): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'test-'));
  if (migrations.length < MANY) await fillDataDir(dataDir, [context]);
  else copyFolder(await migratedOnce(context, migrations), dataDir);
  return { url: undefined, dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

function migratedOnce(context: string, migrations: Migrations): Promise<string> {
  return madeOnce([context, ...migrations].join('\n'), async (dataDir) => {
    await fillDataDir(dataDir, [context]);
    await (await open({ url: undefined, dataDir }, context, migrations)).destroy();
  });
}
