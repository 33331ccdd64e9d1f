import { setTimeout as delay } from 'node:timers/promises';
import { testLength } from '../support/test-length.js';
import { execute } from '../support/postgres.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { Workload } from '../support/workload.js';
import { pooled } from '../topologies/pooled.js';
import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const ROUNDS = testLength({ short: 8, long: 10 });
const WORKERS = 12;
const SECOND_MS = 1_000;

/** Debian 12's PgBouncer 1.18 has no prepared statements, and refuses startup parameters. */
describe('Behind PgBouncer, which pools transactions', () => {
  const random = seededRandom();
  let system: RunningSystem;
  beforeAll(async () => {
    const noCache = { SESSION_CACHE_MS: '0', SESSION_STALE_IF_ERROR_MS: '0' };
    system = await split('behind PgBouncer', pooled(twoDatabases)).start(noCache);
  }, 60_000);
  afterAll(() => system?.dispose(), 30_000);

  it(
    'every route works under load, and columns may change their type',
    async () => {
      const workload = await Workload.start(system, WORKERS, random);
      for (let round = 0; round < ROUNDS; round++) {
        await delay(SECOND_MS);
        const type = round % 2 === 0 ? 'varchar(64)' : 'text';
        const sql = `ALTER TABLE todo.user_refs ALTER unique_id TYPE ${type}`;
        await execute(system.env['TO_DO_DB_URL']!, sql);
      }
      await workload.stop();

      process.stderr.write(`behind PgBouncer: ${JSON.stringify(workload.answers)}\n`);
      expect(workload.failures()).toEqual([]);
      expect(workload.count(200)).toBeGreaterThan(ROUNDS);
      expect(await workload.differences()).toEqual([]);
    },
    ROUNDS * 5_000 + 30_000,
  );

  it('logs once per database that the pooler loses names, and how to keep them', () => {
    const warnings = system
      .log()
      .split('\n')
      .filter((line) => line.includes('max_prepared'));
    expect(warnings).toHaveLength(2);
    for (const line of warnings) expect(line).toContain('"level":"warn"');
  });
});
