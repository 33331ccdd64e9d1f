import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createDatabase, execute, type TestDatabase } from '../../../../test/support/postgres.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { openDataSource, runMigrations } from './index.js';

class Books1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE books (title text)');
  }

  async down(): Promise<void> {}
}

class Authors1000000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE books ADD author text');
  }

  async down(): Promise<void> {}
}

const [OLD, NEW] = [[Books1000000000001], [Books1000000000001, Authors1000000000002]];
/** As long as a migration may wait for a table, and more for a busy machine. */
const LONGEST_WAIT_MS = 5_000;

let database: TestDatabase;
let log: jest.SpiedFunction<Logger['log']>;
let warn: jest.SpiedFunction<Logger['warn']>;
const opened: DataSource[] = [];
const others: pg.Client[] = [];

beforeEach(async () => {
  log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  database = await createDatabase();
});
afterEach(async () => {
  await Promise.all(others.splice(0).map((client) => client.end()));
  await Promise.all(opened.splice(0).map((dataSource) => dataSource.destroy()));
  await database.drop();
  jest.restoreAllMocks();
});

async function open(migrations: (new () => MigrationInterface)[]): Promise<DataSource> {
  const dataSource = await openDataSource({
    context: 'library',
    url: database.url,
    urlVariable: 'TEST_DATABASE_URL',
    schemaVariable: 'TEST_DATABASE_SCHEMA',
    maxConnections: 1,
    dataDir: '',
    migrations,
  });
  opened.push(dataSource);
  return dataSource;
}

/** Another session, in a transaction that has run this statement. */
async function other(sql: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  others.push(client);
  await client.connect();
  await client.query(`BEGIN; ${sql}`);
  return client;
}

const lines = () => log.mock.calls.map(([line]) => String(line));

describe('While another process migrates', () => {
  it('a process waits without a limit, holds no connection, and logs it', async () => {
    const dataSource = await open(OLD);
    const holder = await other(
      "SELECT pg_advisory_xact_lock(24227, hashtext('library_migrations'))",
    );
    // A role may have its own limits: none of them ends the wait.
    await dataSource.query("SET statement_timeout = '200ms'; SET lock_timeout = '200ms'");
    const running = runMigrations(dataSource);
    await waitFor(
      () => lines().length > 0,
      5_000,
      () => 'the line',
    );
    await delay(1_000);
    // The only connection of the pool is free for others between two polls.
    await expect(dataSource.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect(lines()).toEqual(['library_migrations: waiting for the migration of another process.']);
    await holder.query('COMMIT');
    await expect(running).resolves.toEqual(['Books1000000000001']);
  });

  it('the line is repeated every 30 s', async () => {
    const holder = await other(
      "SELECT pg_advisory_xact_lock(24227, hashtext('library_migrations'))",
    );
    const dataSource = await open(OLD);
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const running = runMigrations(dataSource);
    for (let count = 1; count <= 3; count++) {
      await waitFor(
        () => lines().length === count,
        5_000,
        () => `line ${count}`,
      );
      now += 30_000;
    }
    await holder.query('COMMIT');
    await running;
  });
});

describe('While a table that a migration changes is in use', () => {
  it('the migration retries, and blocks no other session for long', async () => {
    await runMigrations(await open(OLD));
    const holder = await other("INSERT INTO books VALUES ('a long transaction')");
    const running = runMigrations(await open(NEW));
    let slowest = 0;
    const isSaid = () => lines().length > 0;
    while (!isSaid() || slowest === 0) {
      const start = performance.now();
      await execute(database.url, 'SELECT title FROM books');
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(lines()).toEqual([expect.stringMatching(/^library_migrations: a table is in use/)]);
    expect(slowest).toBeLessThan(LONGEST_WAIT_MS);
    await holder.query('COMMIT');
    await expect(running).resolves.toEqual(['Authors1000000000002']);
  });
});

describe('A schema that a newer version has written', () => {
  it('is used unchanged, and one line warns of it', async () => {
    await runMigrations(await open(NEW));
    expect(warn).not.toHaveBeenCalled();
    await expect(runMigrations(await open(OLD))).resolves.toEqual([]);
    expect(warn.mock.calls.map(([line]) => String(line))).toEqual([
      expect.stringMatching(/^library_migrations: a newer version .*Authors1000000000002/),
    ]);
  });
});
