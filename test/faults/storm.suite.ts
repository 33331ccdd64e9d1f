import { setTimeout as delay } from 'node:timers/promises';
import { testLength } from '../support/test-length.js';
import { execute } from '../support/postgres.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { Crowd } from './crowd.js';
import { expectFewLines } from './log-lines.js';

const ROUNDS = testLength({ short: 40, long: 1_500 });
const PEOPLE = 12;
const MAX_PAUSE_MS = 120;
const MS_PER_ROUND = 1_000;

/** PostgreSQL ends connections again and again, in any state, while people write. */
export function describeStorm(topology: Topology): void {
  describe(`a storm of pg_terminate_backend: ${topology.name}`, () => {
    const random = seededRandom();
    let system: RunningSystem;
    beforeAll(async () => {
      system = await topology.start();
    }, 60_000);
    afterAll(() => system.dispose(), 60_000);

    it(
      `ends no process, loses and doubles nothing, and is answered with 2xx or 503, ${ROUNDS} times`,
      async () => {
        const crowd = await Crowd.gather(system, PEOPLE, random);
        crowd.start();
        let ended = 0;
        for (let round = 0; round < ROUNDS; round++) {
          await delay(random() * MAX_PAUSE_MS);
          ended += await endConnections(system, random() < 0.5 ? 1 : random());
        }
        await crowd.stop();
        await crowd.untilServed();

        const { statuses } = crowd;
        process.stderr.write(
          `${topology.name}: ${ended} connections were ended, ${JSON.stringify(statuses)}\n`,
        );
        expect(crowd.violations).toEqual([]);
        expect(statuses['none']).toBeUndefined();
        expect(statuses['503']).toBeGreaterThan(0);
        expect(ended).toBeGreaterThan(ROUNDS);
        expectFewLines(system.log(), Math.ceil(ROUNDS / 20));
        expect(await crowd.check()).toEqual([]);
        await crowd.untilConsistent();
        for (const code of await system.stop()) expect(code).toBe(0);
      },
      60_000 + ROUNDS * MS_PER_ROUND,
    );
  });
}

/** Ends this share of all connections to the databases of a system; resolves to their number. */
async function endConnections({ env }: RunningSystem, share: number): Promise<number> {
  const url = env['AUTH_DB_URL']!;
  const names = [url, env['TO_DO_DB_URL']!].map((each) => `'${new URL(each).pathname.slice(1)}'`);
  const { rowCount } = await execute(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname IN (${names.join()}) AND pid <> pg_backend_pid() AND random() < ${share}`,
  );
  return rowCount ?? 0;
}
