import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  contextDatabase,
  DatabaseEventCursors,
  DatabaseEventLog,
  EventNumbering,
  type EventsOptions,
  publish,
} from '#glue/db';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import { query } from '../contract/call.js';
import type { IncomingCall, InputOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { EventFeed } from './event-feed.js';
import { eventTables } from './event-tables.suite.js';
import type { EventOf } from './event-type.js';
import { On } from './on.js';
import type { PageOf } from './snapshot.js';

const part = z.object({ partId: z.int(), count: z.int() });

/** A contract that offers a snapshot of its parts. */
export const depotContract = defineContract('depot', {
  errors: {},
  calls: {
    /** Parts in the order of their ids, a page at a time. */
    parts: query({
      input: z.object({ after: z.int().optional() }),
      output: z.object({ rows: z.array(part), next: z.int().optional() }),
      background: true,
    }),
    /** No snapshot. */
    partsByIds: query({ input: z.array(z.int()), output: z.array(part) }),
  },
  events: { 'part.changed': part, 'part.removed': part.pick({ partId: true }) },
});

type Events = typeof depotContract.events;
export type PartEvent = EventOf<Events['part.changed']> | EventOf<Events['part.removed']>;
export type PartsPage = PageOf<typeof depotContract.calls.parts>;

class Depot1800000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of eventTables('depot')) await queryRunner.query(table);
    const columns = '(part bigint PRIMARY KEY, count int NOT NULL)';
    await queryRunner.query(`CREATE TABLE depot.parts ${columns}`);
    await queryRunner.query(`CREATE TABLE depot.copies ${columns}`);
    // The pages and events that had an effect.
    await queryRunner.query('CREATE TABLE depot.effects (place serial, first int, next int)');
  }

  async down(): Promise<void> {}
}

export const depotDatabase = contextDatabase('depot', [Depot1800000000000]);

/** Serves parts and their events. */
export class DepotService {
  /** What happens after a page was read, before it is answered. */
  afterRead: (after: number | undefined) => Promise<void> = async () => undefined;

  constructor(
    private readonly feed: EventFeed<typeof depotContract>,
    private readonly source: DataSource,
    private readonly pageSize: number,
  ) {}

  events(asked: InputOf<typeof depotContract.calls.events>, call: IncomingCall) {
    return this.feed.read(asked, call);
  }

  async parts({ after }: { after?: number | undefined }) {
    const rows = await this.source.query<z.output<typeof part>[]>(
      `SELECT part::int AS "partId", count FROM depot.parts WHERE part > $1 ORDER BY part LIMIT $2`,
      [after ?? 0, this.pageSize],
    );
    await this.afterRead(after);
    const last = rows.length < this.pageSize ? undefined : rows.at(-1);
    return { rows, next: last?.partId };
  }

  async partsByIds() {
    return [];
  }
}

/** A depot in a database, which follows its own events. */
export async function openDepot(pageSize: number, { numberedWhen }: EventsOptions = {}) {
  const { dataSource, close } = await openTestDataSource('depot', [Depot1800000000000]);
  const numbering = numberedWhen === 'read' ? new EventNumbering(dataSource, 'depot') : undefined;
  const log = new DatabaseEventLog(dataSource, 'depot', { numbering });
  const service = new DepotService(new EventFeed(depotContract, log), dataSource, pageSize);
  const cursors = new DatabaseEventCursors(dataSource, 'depot');
  return { dataSource, log, service, cursors, close };
}

/** Stores a part, or removes it without a count, with an event. */
export async function change(source: DataSource, partId: number, count?: number): Promise<void> {
  await source.transaction(async (manager) => {
    if (count !== undefined) {
      await manager.query(
        `INSERT INTO depot.parts VALUES ($1, $2)
         ON CONFLICT (part) DO UPDATE SET count = excluded.count`,
        [partId, count],
      );
      return publish(manager, depotContract.events['part.changed'], { partId, count });
    }
    const [removed] = await manager.query<[unknown[], number]>(
      'DELETE FROM depot.parts WHERE part = $1 RETURNING part',
      [partId],
    );
    if (removed.length > 0) publish(manager, depotContract.events['part.removed'], { partId });
  });
}

/** Adds, changes or removes a random part of so many. */
export function changeAny(source: DataSource, parts: number, random: () => number): Promise<void> {
  const partId = 1 + Math.floor(random() * parts);
  return change(source, partId, random() < 0.4 ? undefined : Math.floor(random() * 1e6));
}

/** A copy of the parts. */
export class Copies {
  /** What each page and event does beside its effect, such as to fail. */
  trouble: (what: PartEvent | PartsPage) => Promise<void> | void = () => undefined;

  constructor(private readonly source: DataSource) {}

  @On(depotContract, ['part.changed', 'part.removed'], {
    startsAt: { snapshot: 'parts', load: 'load' },
    name: 'copies',
  })
  async apply(event: PartEvent): Promise<void> {
    if (event.type === 'part.changed') await this.store([event.data]);
    else await this.source.query('DELETE FROM depot.copies WHERE part = $1', [event.data.partId]);
    await this.trouble(event);
  }

  /** Of the keys that the page spans, it has all parts that there are. */
  async load(page: PartsPage): Promise<void> {
    const { rows, after = 0, next } = page;
    await this.source.query(
      'DELETE FROM depot.copies WHERE part > $1 AND ($2::int IS NULL OR part <= $2) AND part <> ALL($3)',
      [after, next, rows.map(({ partId }) => partId)],
    );
    await this.store(rows);
    await this.source.query('INSERT INTO depot.effects (first, next) VALUES ($1, $2)', [
      after,
      next,
    ]);
    await this.trouble(page);
  }

  private async store(parts: z.output<typeof part>[]): Promise<void> {
    await this.source.query(
      `INSERT INTO depot.copies SELECT * FROM unnest($1::bigint[], $2::int[])
       ON CONFLICT (part) DO UPDATE SET count = excluded.count`,
      [parts.map(({ partId }) => partId), parts.map(({ count }) => count)],
    );
  }
}
