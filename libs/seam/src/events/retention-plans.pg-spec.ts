import { openLibrary } from './library.suite.js';

const EVENTS = 200_000;
const KEPT = { keptDays: 30, heldDays: 90 };
/** The longest time of a sweep, in milliseconds: it locks its rows so long. */
const LIMIT_MS = 1_000;

/** With many events, no request and no sweep reads all of them. */
describe(`${EVENTS} events`, () => {
  let library: Awaited<ReturnType<typeof openLibrary>>;
  beforeAll(async () => {
    library = await openLibrary();
    await library.dataSource.query(
      `INSERT INTO library.events (event_id, type, data, created_at)
       SELECT gen_random_uuid(), CASE WHEN i % 1000 = 0 THEN 'book.lost' ELSE 'book.added' END,
         '{"bookId":1}', now() - interval '40 days' FROM generate_series(1, $1::int) AS i`,
      [EVENTS],
    );
    await library.dataSource.query('CREATE INDEX events_type ON library.events (type, id)');
    await library.dataSource.query('ANALYZE library.events');
  }, 60_000);
  afterAll(() => library.close());

  const rowsRead = async () => {
    const [row] = await library.dataSource.query<{ scans: number }[]>(
      `SELECT seq_scan::int AS scans FROM pg_stat_xact_user_tables WHERE relid = 'library.events'::regclass`,
    );
    return row!.scans;
  };

  it('are read, counted and removed without reading all', async () => {
    const { log, dataSource } = library;
    await log.followers.furthestAfter('test', undefined);
    log.followers.note('test', await log.before(EVENTS / 2));
    await log.followers.store();
    const after = await log.before(EVENTS - 5_000);
    await dataSource.transaction(async () => {
      const before = await rowsRead();
      await log.read({ types: ['book.lost'], after, limit: 100 });
      await log.behind({ types: ['book.lost', 'book.added'], after });
      await log.followers.furthestAfter('test', after);
      await log.isExpired(after!);
      for (let i = 0; i < 5; i++) {
        const start = performance.now();
        expect(await log.followers.sweep(KEPT)).toBe(true);
        expect(performance.now() - start).toBeLessThan(LIMIT_MS);
      }
      expect((await rowsRead()) - before).toBe(0);
    });
    const [row] = await dataSource.query<{ first: number }[]>(
      'SELECT min(id)::int AS first FROM library.events',
    );
    expect(row!.first).toBe(2_501);
  }, 60_000);
});
