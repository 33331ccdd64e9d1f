import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { StartError } from '../errors/index.js';
import type { DatabaseOptions } from './database.options.js';
import { openDataSource, openMigratedDataSource } from './open-data-source.js';

class Good1000000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE good (n integer)');
  }

  async down(): Promise<void> {}
}

class BadSql1000000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE half (n integer)');
    await queryRunner.query('CREATE TABLE nonsense (n nonsense)');
  }

  async down(): Promise<void> {}
}

class Throws1000000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE half (n integer)');
    throw new Error('an error of this migration');
  }

  async down(): Promise<void> {}
}

let dataDir: string;
beforeAll(async () => {
  Logger.overrideLogger(['log', 'warn', 'error', 'fatal']); // as a process does by default
  dataDir = await mkdtemp(join(tmpdir(), 'data-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));
afterEach(() => jest.restoreAllMocks());

function options(over: Partial<DatabaseOptions>): DatabaseOptions {
  return {
    context: 'library',
    url: undefined,
    urlVariable: 'LIBRARY_DB_URL',
    schemaVariable: 'LIBRARY_DB_SCHEMA',
    maxConnections: 10,
    dataDir,
    migrations: [],
    ...over,
  };
}

async function startError(attempt: Promise<unknown>): Promise<StartError> {
  const error = await attempt.then(
    () => new Error('it was opened'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  return error as StartError;
}

/** A port with a listener that is not PostgreSQL, or without one after `stop`. */
async function listen(): Promise<{ port: number; stop(): Promise<unknown> }> {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => once(server.close(), 'close') };
}

describe('A migration that fails', () => {
  it.each([
    ['of PostgreSQL', BadSql1000000000002, 'type "nonsense" does not exist'],
    ['of its own code', Throws1000000000002, 'an error of this migration'],
  ])('by an error %s leaves nothing behind, and names the variable', async (_of, Bad, reason) => {
    const outputs = [jest.spyOn(console, 'log'), jest.spyOn(process.stdout, 'write')];
    const migrations = [Good1000000000001, Bad];
    const error = await startError(openMigratedDataSource(options({ migrations })));
    expect(error.message).toMatch(/^LIBRARY_DB_URL: the tables of library cannot be brought up/);
    expect(error.message).toContain(reason);
    for (const output of outputs) expect(output).not.toHaveBeenCalled(); // the error is complete

    const dataSource = await openDataSource(options({})); // so the directory is free again
    const tables = await dataSource
      .query<unknown[]>("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'")
      .finally(() => dataSource.destroy());
    expect(tables).toEqual([]);
  });
});

describe('A PostgreSQL that cannot be reached', () => {
  it('is reported by the name of the variable, without the password', async () => {
    const { port, stop } = await listen();
    await stop();
    const url = `postgres://me:hunter2@127.0.0.1:${port}/library`;
    const { message } = await startError(openDataSource(options({ url })));
    expect(message).toMatch(/^LIBRARY_DB_URL: no connection to PostgreSQL: .*ECONNREFUSED/);
    expect(message).toContain('leave LIBRARY_DB_URL unset for the embedded database');
    expect(message).not.toContain('hunter2');
  });

  it('is reported with the reason for each of its addresses', async () => {
    const { port, stop } = await listen();
    await stop();
    const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
    const lookup = (_host: string, _options: unknown, found: (...found: unknown[]) => void) =>
      found(null, addresses);
    jest.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup);
    const url = `postgres://me@db.example:${port}/library`;
    const { message } = await startError(openDataSource(options({ url })));
    for (const { address } of addresses) {
      expect(message).toContain(`ECONNREFUSED ${address}:${port}`);
    }
  });

  it('may be another program that closes the connection', async () => {
    const { port, stop } = await listen();
    const url = `postgres://me@127.0.0.1:${port}/library`;
    const { message } = await startError(openDataSource(options({ url })));
    expect(message).toMatch(/^LIBRARY_DB_URL: no connection to PostgreSQL: \S/);
    await stop();
  });
});
