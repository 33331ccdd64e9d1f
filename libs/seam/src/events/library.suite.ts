import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  DatabaseEventCursors,
  DatabaseEventLog,
  contextDatabase,
  type DatabaseOptions,
  EventNumbering,
  type EventsOptions,
  openMigratedDataSource,
  publish,
} from '#glue/db';
import { openTestDataSource } from '../../../../test/support/test-database.js';
import type { IncomingCall, InputOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { EventFeed } from './event-feed.js';
import { EventHandlers } from './event-handlers.js';
import { eventTables } from './event-tables.suite.js';
import type { EventOf } from './event-type.js';
import { On } from './on.js';

/** The ids of books say their author, and their number among those. */
export const BOOKS_OF_AN_AUTHOR = 1_000_000;

const book = z.object({ bookId: z.int() });

/** A contract with events only. */
export const libraryContract = defineContract('library', {
  errors: {},
  calls: {},
  events: { 'book.added': book, 'book.lost': book },
});

export type Book = EventOf<(typeof libraryContract.events)['book.added']>;

/** Serves the events of the library. */
export class LibraryService {
  constructor(private readonly feed: EventFeed<typeof libraryContract>) {}

  events(query: InputOf<typeof libraryContract.calls.events>, call: IncomingCall) {
    return this.feed.read(query, call);
  }
}

class Library1800000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of eventTables('library')) await queryRunner.query(table);
    await queryRunner.query('CREATE TABLE library.shelf (place serial, book bigint)');
    // The last book of each author: books of an author are committed one after the other.
    await queryRunner.query('CREATE TABLE library.authors (author bigint PRIMARY KEY, books int)');
  }

  async down(): Promise<void> {}
}

export const libraryDatabase = contextDatabase('library', [Library1800000000000]);

/** Opens the database of a library, as a process of its own does. */
export function openLibraryDatabase(
  options: Pick<DatabaseOptions, 'url' | 'nextUrl' | 'listenUrl'> & { maxConnections?: number },
): Promise<DataSource> {
  return openMigratedDataSource({
    ...libraryDatabase,
    maxConnections: 10,
    dataDir: '',
    ...options,
  });
}

/** A library in a database, which follows its own events. */
export async function openLibrary({ numberedWhen = 'published' }: EventsOptions = {}) {
  const { dataSource, close } = await openTestDataSource('library', [Library1800000000000]);
  const numbering = numberedWhen === 'read' ? new EventNumbering(dataSource, 'library') : undefined;
  const log = new DatabaseEventLog(dataSource, 'library', { numbering });
  const service = new LibraryService(new EventFeed(libraryContract, log));
  const cursors = new DatabaseEventCursors(dataSource, 'library');
  const shelf = () => shelfOf(dataSource);
  return {
    dataSource,
    log,
    service,
    cursors,
    close,
    shelf,
    empty: () => emptyAll(dataSource, log),
    /** Both classes of handlers, which get their events by a client. */
    readers(client: object) {
      const [shelf, catalogue] = [new Shelf(dataSource), new Catalogue(dataSource)];
      const handlers = EventHandlers.of([shelf, catalogue], { library: client }, cursors);
      return { shelf, catalogue, handlers };
    },
  };
}

/** Removes all rows, so that ids begin with 1. */
async function emptyAll(source: DataSource, { followers }: DatabaseEventLog): Promise<void> {
  await followers.store(); // what it has noted is of ids that are given anew
  await source.query(
    `TRUNCATE library.events, library.unnumbered_events, library.event_followers,
       library.event_cursors, library.parked_events, library.shelf RESTART IDENTITY`,
  );
}

/** Publishes `book.added`, or an event of another type, in a transaction of its own. */
export async function add(
  source: DataSource,
  bookId: number,
  type: 'book.added' | 'book.lost' = 'book.added',
): Promise<void> {
  await source.transaction(async (manager) =>
    publish(manager, libraryContract.events[type], { bookId }),
  );
}

/** Puts a book on the shelf, in the transaction that is open. */
export async function shelve(source: DataSource | EntityManager, bookId: number): Promise<void> {
  await source.query('INSERT INTO library.shelf (book) VALUES ($1)', [bookId]);
}

async function shelfOf(source: DataSource): Promise<number[]> {
  const rows = await source.query<{ book: number }[]>(
    'SELECT book FROM library.shelf ORDER BY place',
  );
  return rows.map(({ book: id }) => id);
}

/** What a handler does beside its effect, such as to fail. */
export type Trouble = (event: Book, prepared?: unknown) => Promise<void> | void;

/** Handlers of the same events: see their options. */
export class Shelf {
  trouble: Trouble = () => undefined;
  asked = 0;

  constructor(private readonly source: DataSource) {}

  @On(libraryContract, 'book.added', { startsAt: 'beginning', prepare: 'ask', before: 'count' })
  async put(event: Book, prepared: string): Promise<void> {
    await shelve(this.source, event.data.bookId);
    await this.trouble(event, prepared);
  }

  async ask({ data }: Book): Promise<string> {
    return `prepared ${data.bookId}`;
  }

  count(): void {
    this.asked++;
  }
}

/** Parks what it cannot apply, and begins with what follows its start. */
export class Catalogue {
  trouble: Trouble = () => undefined;

  constructor(private readonly source: DataSource) {}

  @On(libraryContract, ['book.added', 'book.lost'], {
    startsAt: 'now',
    onFailure: 'park',
    name: 'catalogue',
  })
  async note(event: Book | EventOf<(typeof libraryContract.events)['book.lost']>): Promise<void> {
    await shelve(this.source, event.type === 'book.lost' ? -event.data.bookId : event.data.bookId);
    await this.trouble(event as Book);
  }
}
