import { HttpService } from '@nestjs/axios';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import axios from 'axios';
import type { DataSource } from 'typeorm';
import { DatabaseEventCursors, DatabaseEventLog, EventNumbering } from '#glue/db';
import type { EventCursor } from '#glue/events';
import { axiosOptions } from '#glue/http-client';
import { figures, percentile } from '../../../../test/support/latency-figures.js';
import { AppProcess } from '../../../../test/support/app-process.js';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { atSteadyRate } from '../../../../test/support/steady-rate.js';
import { testLength } from '../../../../test/support/test-length.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { bundled, CACHE, removeProgram } from '../commands/stock.suite.js';
import { httpClient } from '../http-client/http-client.js';
import { connect } from '../peer/connect.js';
import { EventFollower } from './event-follower.js';
import { EventHandlers } from './event-handlers.js';
import { add, type Book, libraryContract, openLibraryDatabase, Shelf } from './library.suite.js';

const SAMPLES = testLength({ short: 100, long: 1_000 });
const EVENTS = testLength({ short: 500, long: 20_000 });
const WRITERS = 32;
/** More than connections, so that some wait for one. */
const AT_ONCE = 16;
const PER_SECOND = 100;
const LIMIT_MS = 60_000;
/** Much less than the interval of polling: half of that would be usual without notifications. */
const IDLE_P50_MS = 250;
const PACE = { pollMs: 1_000, retryMs: 100, tries: 15 };

/** Notes when the effect of each book is committed. */
class TimedCursors extends DatabaseEventCursors {
  readonly applied = new Map<number, number>();

  override async advance(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor,
    effect?: () => Promise<void>,
  ): Promise<boolean> {
    const done = await super.advance(handler, from, to, effect);
    this.applied.set((to as Book).data.bookId, performance.now());
    return done;
  }
}

/** This process publishes and follows; another process of the library is asked for the events. */
describe('an event that one process publishes and another one serves', () => {
  let library: TestDatabase;
  let reader: TestDatabase;
  let program: string;
  let app: AppProcess;
  let [publisher, followed]: DataSource[] = [];
  let cursors: TimedCursors;
  let follower: EventFollower;
  let bookId = 0;
  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    [library, reader] = [await createDatabase(), await createDatabase()];
    program = await bundled('libs/seam/src/events/library-process.suite.ts', 'library');
    app = await AppProcess.start(program, CACHE, { LIBRARY_DB_URL: library.url });
    [publisher, followed] = [await openLibraryDatabase(library), await openLibraryDatabase(reader)];
    cursors = new TimedCursors(followed, 'library');
    const http = new HttpService(axios.create(axiosOptions(app.url) as object));
    const peer = { url: app.url, tokens: { token: () => 'reader' }, budgetMs: 1_000 };
    const client = httpClient(libraryContract, connect(libraryContract, http, peer));
    const { all } = EventHandlers.of([new Shelf(followed)], { library: client }, cursors);
    follower = new EventFollower(all[0]!, PACE);
    follower.start();
  }, 60_000);
  afterAll(async () => {
    await follower.stop();
    await app.stop();
    await publisher!.destroy();
    await followed!.destroy();
    await removeProgram(program);
    for (const each of [library, reader]) await each.drop();
    jest.restoreAllMocks();
  });

  /** Publishes an event; resolves to its book, and to the time of the commit. */
  async function published(): Promise<[number, number]> {
    const id = ++bookId;
    await add(publisher!, id);
    return [id, performance.now()];
  }

  /** From the commits of events to those of their effects, in milliseconds. */
  async function latencies(committed: readonly [number, number][]): Promise<number[]> {
    await waitFor(
      () => committed.every(([id]) => cursors.applied.has(id)),
      LIMIT_MS,
      () => `the effects of ${committed.length} events`,
    );
    return committed.map(([id, at]) => Math.max(0, cursors.applied.get(id)! - at));
  }

  it('is applied soon after the commit, idle and at load', async () => {
    const idle: number[] = [];
    await latencies([await published()]);
    for (let i = 0; i < SAMPLES; i++) idle.push(...(await latencies([await published()])));
    const rate = { count: 5 * SAMPLES, perSecond: PER_SECOND, atOnce: AT_ONCE };
    const committed = await atSteadyRate(rate, published);
    const atLoad = await latencies(committed);
    process.stderr.write(`idle ${figures(idle)}; at ${PER_SECOND}/s ${figures(atLoad)}\n`);
    expect(percentile(idle, 0.5)).toBeLessThan(IDLE_P50_MS);
  }, 300_000);
});

describe('the rate at which events are published', () => {
  it.each(['published', 'read'] as const)(
    'numbered when %s',
    async (numberedWhen) => {
      const database = await createDatabase();
      const source = await openLibraryDatabase({ url: database.url, maxConnections: WRITERS });
      const reading = await openLibraryDatabase({ url: database.url });
      const numberings = [source, reading].map((each) =>
        numberedWhen === 'read' ? new EventNumbering(each, 'library') : undefined,
      );
      const log = new DatabaseEventLog(reading, 'library', { numbering: numberings[1] });
      let [left, seen] = [EVENTS, 0];
      const begun = performance.now();
      const write = async () => {
        while (left-- > 0) await add(source, left);
      };
      const writing = Promise.all(Array.from({ length: WRITERS }, write));
      const types = ['book.added'];
      for (let after: EventCursor | undefined; seen < EVENTS;) {
        const page = (await log.read({ types, after, limit: 1_000 }))!;
        seen += page.events.length;
        after = page.events.at(-1) ?? after;
      }
      await writing;
      const seconds = (performance.now() - begun) / 1_000;
      const rate = Math.round(EVENTS / seconds);
      process.stderr.write(
        `${rate} events/s by ${WRITERS} writers, numbered when ${numberedWhen}\n`,
      );
      expect(seen).toBe(EVENTS);
      for (const each of [source, reading]) await each.destroy();
      await database.drop();
    },
    300_000,
  );
});
