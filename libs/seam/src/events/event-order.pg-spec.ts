import { DatabaseEventLog, EventNumbering } from '#glue/db';
import { openTransaction } from '#glue/transaction';
import { seededRandom } from '../../../../test/support/random.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { add, libraryContract, openLibrary } from './library.suite.js';

const WRITERS = 64;
const EACH = 8;
/** How long a transaction stays open after its event, at most, in seconds. */
const OPEN_S = 0.03;
const TYPES = Object.keys(libraryContract.events);

type Library = Awaited<ReturnType<typeof openLibrary>>;

/** Concurrent transactions that commit in random order, and a follower that reads meanwhile. */
describe.each(['published', 'read'] as const)(
  `${WRITERS} writers, on a server, of events that are numbered when %s`,
  (numberedWhen) => {
    let library: Library;
    const random = seededRandom();
    beforeAll(async () => {
      library = await openLibrary({ numberedWhen });
    }, 60_000);
    afterAll(() => library.close());
    beforeEach(() => library.dataSource.query('TRUNCATE library.events RESTART IDENTITY'));

    const ids = Array.from({ length: WRITERS * EACH }, (_, i) => i);
    /** Runs a writer for each id, {@link WRITERS} at a time, and reads until all have committed. */
    const seenWhile = async (write: (id: number, openS: number) => Promise<void>) => {
      const seen: number[] = [];
      let areDone = false;
      const left = [...ids];
      const writing = Promise.all(
        Array.from({ length: WRITERS }, async () => {
          const written: number[] = [];
          for (let id = left.pop(); id !== undefined; id = left.pop()) {
            await write(id, random() * OPEN_S);
            written.push(id);
          }
          return written;
        }),
      ).finally(() => (areDone = true));
      for (let after = undefined as { id: number; eventId: string } | undefined; ;) {
        const isLast = areDone;
        const page = (await library.log.read({ types: TYPES, after, limit: 1_000 }))!;
        seen.push(...page.events.map(({ data }) => (data as { bookId: number }).bookId));
        after = page.events.at(-1) ?? after;
        if (isLast) return { seen, written: await writing };
      }
    };

    it('a follower misses none of the events that they publish, and gets those of each in order', async () => {
      const { dataSource } = library;
      const { seen, written } = await seenWhile((id, openS) =>
        dataSource.transaction(async (manager) => {
          await add(dataSource, id);
          const { steps } = openTransaction(dataSource)!;
          steps.beforeCommit({}, openS, async () => manager.query('SELECT pg_sleep($1)', [openS]));
        }),
      );
      expect(seen.toSorted((a, b) => a - b)).toEqual(ids);
      for (const own of written) expect(seen.filter((id) => own.includes(id))).toEqual(own);
    }, 60_000);

    it('a follower of rows with a plain sequence misses some', async () => {
      const { dataSource } = library;
      const { seen } = await seenWhile((id, openS) =>
        dataSource.transaction(async (manager) => {
          await manager.query(
            `INSERT INTO library.events (event_id, type, data) VALUES (gen_random_uuid(), 'book.added', $1)`,
            [JSON.stringify({ bookId: id })],
          );
          await manager.query('SELECT pg_sleep($1)', [openS]);
        }),
      );
      expect(new Set(seen).size).toBeLessThan(ids.length);
    }, 60_000);
  },
);

it('events are numbered also while no one waits for them', async () => {
  const { dataSource, close } = await openLibrary({ numberedWhen: 'read' });
  const numbering = new EventNumbering(dataSource, 'library');
  const log = new DatabaseEventLog(dataSource, 'library', { pollMs: 20, numbering });
  await add(dataSource, 1);
  await waitFor(
    async () => (await dataSource.query<unknown[]>('SELECT FROM library.events')).length === 1,
    10_000,
    () => 'the event to have a number',
  );
  await log.onModuleDestroy();
  await close();
}, 60_000);
