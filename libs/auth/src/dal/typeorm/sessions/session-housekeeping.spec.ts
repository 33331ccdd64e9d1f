import { jest } from '@jest/globals';
import { Housekeeping } from '#glue/db';
import { migrations } from '#migrations/auth';
import {
  openTestDataSource,
  type TestDatabase,
} from '../../../../../../test/support/test-database.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { sessionHousekeeping } from './session-housekeeping.js';

const KEEP_REPLACED_MS = 10_500;
/** More than two steps of each kind. */
const ROWS = 1_200;
const LIMIT_MS = 20_000;

/** On the embedded database, housekeeping shares the only connection with all requests. */
describe('the housekeeping of sessions', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDataSource('auth', migrations);
    await query(
      "INSERT INTO auth.users (unique_id, email, password_hash) VALUES ('u-1', 'a', 'h')",
    );
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(() => {
    jest.spyOn(Math, 'random').mockReturnValue(0); // starts at once
  });
  afterEach(() => jest.restoreAllMocks());

  const query = <Row>(sql: string, values: unknown[] = []) =>
    database.dataSource.query<Row[]>(sql, values);
  const ids = async () =>
    (await query<{ id: string }>('SELECT id FROM auth.sessions ORDER BY id')).map(({ id }) => id);
  const add = (kind: string, rows: number, expires: string, replaced: string | null) =>
    query(
      `INSERT INTO auth.sessions (id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at)
       SELECT $1 || ' ' || n, 1, now(), now(), now() + $2::interval, $4::text,
              now() + $3::interval
       FROM generate_series(1, $5::integer) n`,
      [kind, expires, replaced, replaced && 'another', rows],
    );

  it('deletes ended sessions, step by step, and nothing else, also two at once', async () => {
    await add('expired', ROWS, '-1 second', null);
    await add('replaced', ROWS, '1 hour', '-11 seconds');
    await add('live', 1, '1 hour', null);
    await add('recently replaced', 1, '1 hour', '-5 seconds');
    const steps = sessionHousekeeping(database.dataSource, KEEP_REPLACED_MS);
    const two = [1, 2].map(() => new Housekeeping('sessions', steps));
    for (const housekeeping of two) housekeeping.onApplicationBootstrap();
    const counts: number[] = [];
    await waitFor(
      async () => counts.push((await ids()).length) > 0 && counts.at(-1) === 2,
      LIMIT_MS,
      () => `the ended sessions to be deleted: ${counts.join()}`,
    );
    for (const housekeeping of two) await housekeeping.onModuleDestroy();
    expect(await ids()).toEqual(['live 1', 'recently replaced 1']);
    expect(new Set(counts).size).toBeGreaterThan(2); // others had the connection in between
  });
});
