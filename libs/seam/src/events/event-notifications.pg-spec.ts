import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DatabaseEventLog, EventListener } from '#glue/db';
import { PgBouncer } from '../../../../test/support/pg-bouncer.js';
import { createDatabase, execute, type TestDatabase } from '../../../../test/support/postgres.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { add, libraryContract, openLibraryDatabase } from './library.suite.js';

const LIMIT_MS = 20_000;
/** Events are not found by looking for them, unless a test says so. */
const NEVER_MS = 3_600_000;
const LISTENING = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN %'`;

/** What a process of the library opens. */
interface Opened {
  source: DataSource;
  log: DatabaseEventLog;
  listener: EventListener;
}

describe('an event that another process has published', () => {
  let databases: TestDatabase[];
  let pooler: PgBouncer;
  let opened: Opened[];
  let warnings: unknown[];
  beforeAll(async () => {
    pooler = await PgBouncer.start(process.env['TEST_DATABASE_URL']!, 4);
  }, 60_000);
  afterAll(() => pooler.dispose());
  beforeEach(async () => {
    databases = [await createDatabase(), await createDatabase()];
    [opened, warnings] = [[], []];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((line) => {
      // The pooler may exchange sessions between two statements: this says so, and is no failure.
      if (!String(line).startsWith('The connection pooler')) warnings.push(line);
    });
  });
  afterEach(async () => {
    await stop();
    for (const each of databases) await each.drop();
    jest.restoreAllMocks();
  });

  const urlOf = (index: number) => databases[index]!.url;
  const open = async (
    addresses: Partial<Parameters<typeof openLibraryDatabase>[0]> = {},
    pollMs = NEVER_MS,
  ) => {
    const source = await openLibraryDatabase({ url: urlOf(0), ...addresses });
    const listener = new EventListener(source);
    const log = new DatabaseEventLog(source, 'library', { pollMs, listener });
    const each = { source, log, listener };
    opened.push(each);
    return each;
  };
  const stop = async () => {
    for (const { log, source } of opened.splice(0)) {
      await log.onModuleDestroy();
      await source.destroy();
    }
  };
  const hears = (listener: EventListener) =>
    waitFor(
      () => listener.hears,
      LIMIT_MS,
      () => `notifications to arrive; ${warnings.join()}`,
    );
  const openHearing = async (addresses?: Parameters<typeof open>[0]) => {
    const each = await open(addresses);
    await hears(each.listener);
    return each;
  };
  /** Reads as a follower does: waits at the end of the log. Resolves to the books that arrive. */
  const next = async (
    { log }: Opened,
    meanwhile: () => Promise<void>,
    after?: Awaited<ReturnType<DatabaseEventLog['end']>>,
  ) => {
    const types = Object.keys(libraryContract.events);
    const read = async () => (await log.read({ types, after, limit: 10 }))!.events;
    const published = meanwhile();
    const deadline = performance.now() + LIMIT_MS;
    for (let left = LIMIT_MS; left > 0; left = deadline - performance.now()) {
      const { version } = log.signal;
      const events = await read();
      if (events.length > 0) return published.then(() => events.map(({ data }) => data));
      await log.signal.next(version, left, new AbortController().signal);
    }
    throw new Error(`no event arrived; ${warnings.join()}`);
  };
  const noOneListens = () =>
    waitFor(
      async () => (await execute(urlOf(0), LISTENING)).rows.length === 0,
      LIMIT_MS,
      () => 'the connections that listen to end',
    );

  it('ends a wait', async () => {
    const [publisher, reader] = [await openHearing(), await openHearing()];
    const after = await reader.log.end();
    expect(await next(reader, () => add(publisher.source, 1), after)).toEqual([{ bookId: 1 }]);
    expect(warnings).toEqual([]);
    await stop();
    await noOneListens();
  });

  it('is announced after the commit only, and once for many', async () => {
    const [publisher, reader] = [await openHearing(), await openHearing()];
    const { version } = reader.log.signal;
    const failing = publisher.source.transaction(async () => {
      await add(publisher.source, 1);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(reader.log.signal.version).toBe(version);
    const many = Array.from({ length: 200 }, (_, i) => add(publisher.source, i));
    await Promise.all(many);
    const { id } = (await publisher.log.end())!;
    let seen = reader.log.signal.version;
    await waitFor(
      async () => {
        const isQuiet = seen === reader.log.signal.version && seen > version;
        seen = reader.log.signal.version;
        return isQuiet && (await reader.log.end())?.id === id;
      },
      LIMIT_MS,
      () => 'the last notification',
    );
    expect(seen - version).toBeLessThan(many.length / 2);
  });

  it('ends a wait when the connection that listens was ended in between', async () => {
    const [publisher, reader] = [await openHearing(), await openHearing()];
    const after = await reader.log.end();
    const { rows } = await execute(urlOf(0), LISTENING);
    expect(rows).toHaveLength(2);
    const terminate = `SELECT pg_terminate_backend(pid) FROM (${LISTENING}) AS listening`;
    await execute(urlOf(0), terminate);
    expect(await next(reader, () => add(publisher.source, 2), after)).toEqual([{ bookId: 2 }]);
    await hears(reader.listener);
    const last = await reader.log.end();
    expect(await next(reader, () => add(publisher.source, 3), last)).toEqual([{ bookId: 3 }]);
    expect(warnings).toEqual([]);
  });

  it('ends a wait behind a pooler, with an address to listen at', async () => {
    const addresses = { url: pooler.url(urlOf(0)), listenUrl: urlOf(0) };
    const [publisher, reader] = [await openHearing(addresses), await openHearing(addresses)];
    const after = await reader.log.end();
    expect(await next(reader, () => add(publisher.source, 4), after)).toEqual([{ bookId: 4 }]);
    expect(warnings).toEqual([]);
  });

  it('is found by looking behind a pooler alone, which is said once', async () => {
    const addresses = { url: pooler.url(urlOf(0)) };
    const [publisher, reader] = [await open(addresses, 50), await open(addresses, 50)];
    const after = await reader.log.end();
    expect(await next(reader, () => add(publisher.source, 5), after)).toEqual([{ bookId: 5 }]);
    await waitFor(
      () => warnings.length === opened.length,
      LIMIT_MS,
      () => `warnings; ${warnings.join()}`,
    );
    for (const line of warnings) expect(line).toContain('Set LIBRARY_LISTEN_URL');
    expect(opened.map(({ listener }) => listener.hears)).toEqual([false, false]);
  });

  it('ends a wait after the data were moved to another database', async () => {
    const there = { url: urlOf(1) };
    await (await openLibraryDatabase(there)).destroy();
    const addresses = { nextUrl: urlOf(1), listenUrl: urlOf(0) };
    const [publisher, reader] = [await openHearing(addresses), await openHearing(addresses)];
    await moved();
    await waitFor(
      async () => {
        const { rows } = await execute(urlOf(1), LISTENING);
        return rows.length === opened.length && opened.every(({ listener }) => listener.hears);
      },
      LIMIT_MS,
      () => `the processes to listen there; ${warnings.join()}`,
    );
    await noOneListens();
    const after = await reader.log.end();
    expect(await next(reader, () => add(publisher.source, 6), after)).toEqual([{ bookId: 6 }]);
  });

  /** The handover of a move, by its rows. */
  async function moved(): Promise<void> {
    const states = ['left', 'arriving'];
    for (const [index, state] of states.entries()) {
      await execute(
        urlOf(index),
        `CREATE TABLE library.move_state (move uuid, lineage uuid, generation integer, state text);
         INSERT INTO library.move_state VALUES ('${MOVE}', '${MOVE}', ${index}, '${state}')`,
      );
    }
  }
});

const MOVE = '00000000-0000-4000-8000-000000000001';
