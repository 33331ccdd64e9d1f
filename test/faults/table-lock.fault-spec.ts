import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { testLength } from '../support/test-length.js';
import { Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { Workload } from '../support/workload.js';
import { monolith } from '../topologies/monolith.js';
import { twoDatabases } from '../topologies/storage.js';

const SECONDS = testLength({ short: 12, long: 60 });
const WORKERS = 8;
/** More than fit into concurrent statements: the rest has to wait. */
const BURST = 500;
/** For a turn, because all are from one address, and for the lock. */
const WAITS_MS = 5_000 + 5_000;
const SLACK_MS = 5_000;

/** An operator changes a table manually, in a long transaction. */
describe(`While a table is locked for up to ${SECONDS} s`, () => {
  const random = seededRandom();
  let system: RunningSystem;
  beforeAll(async () => {
    const noCache = { SESSION_CACHE_MS: '0', SESSION_STALE_IF_ERROR_MS: '0' };
    system = await monolith('two databases', twoDatabases).start(noCache);
  }, 60_000);
  afterAll(() => system?.dispose(), 30_000);

  it.each([
    ['todo.to_do_items', 'TO_DO_DB_URL', SECONDS],
    ['auth.sessions', 'AUTH_DB_URL', SECONDS / 2],
  ])(
    'requests that need %s answer 503 in time, also those that wait for their turn or in a batch',
    async (table, variable, seconds) => {
      const workload = await Workload.start(system, WORKERS, random);
      const person = await Person.arrive(system);
      const unlock = await lock(table, system.env[variable]!);
      const end = delay(seconds * 1_000);
      const burst = await Promise.all(Array.from({ length: BURST }, () => timed(person.list())));
      await end;
      await unlock();
      await waitFor(
        async () => (await person.list()).status === 200,
        SLACK_MS,
        () => 'lists to be answered again',
      );
      await workload.stop();

      const slowest = Math.max(...burst.map(({ ms }) => ms), ...Object.values(workload.slowest));
      const { answers } = workload;
      process.stderr.write(
        `${table}: slowest ${Math.round(slowest)} ms, ${JSON.stringify(answers)}\n`,
      );
      expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([503]));
      expect(slowest).toBeLessThan(WAITS_MS + SLACK_MS);
      expect(workload.failures(503)).toEqual([]);
      expect(await workload.differences()).toEqual([]);
    },
    (SECONDS + 60) * 1_000,
  );
});

/** Locks a table; resolves to a function that releases the lock. */
async function lock(table: string, url: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
}

async function timed(answer: Promise<{ status: number }>): Promise<{ status: number; ms: number }> {
  const start = performance.now();
  const { status } = await answer;
  return { status, ms: performance.now() - start };
}
