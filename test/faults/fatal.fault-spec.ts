import { setTimeout as delay } from 'node:timers/promises';
import { send } from '../support/client.js';
import { testLength } from '../support/test-length.js';
import { PostgresProxy } from '../support/postgres-proxy.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';
import { throughProxy, twoDatabases } from '../topologies/storage.js';
import { Crowd } from './crowd.js';

const ROUNDS = testLength({ short: 40, long: 1_000 });
const PEOPLE = 8;
const ROUND_MS = 100;
const SHARE = 0.1;
const RECOVERY_MS = 10_000;

/** PostgreSQL sends ReadyForQuery and the end of the connection in one chunk. */
describe('an end of a connection in the chunk of ReadyForQuery', () => {
  const random = seededRandom();
  let proxy: PostgresProxy;
  let system: RunningSystem;
  beforeAll(async () => {
    proxy = await PostgresProxy.open(process.env['TEST_DATABASE_URL']!);
    const storage = throughProxy(proxy, twoDatabases);
    system = await monolith('two databases', storage).start();
  }, 60_000);
  afterAll(async () => {
    await system.dispose();
    await proxy.close();
  }, 60_000);
  beforeEach(() => (proxy.isFatal = () => false));

  const readiness = async () => (await send('GET', `${system.authUrl}/readyz`)).status;

  it('of a new connection ends no process: /readyz says 503, and then 200 again', async () => {
    proxy.isFatal = () => true;
    await waitFor(
      async () => (await readiness()) === 503,
      RECOVERY_MS,
      () => '/readyz to report it',
    );
    for (let i = 0; i < 20; i++) expect(await readiness()).toBe(503);
    proxy.isFatal = () => false;
    await waitFor(
      async () => (await readiness()) === 200,
      RECOVERY_MS,
      () => '/readyz to be 200 again',
    );
  });

  it(
    'of every tenth response ends no process, loses nothing, and is answered with 2xx or 503',
    async () => {
      const crowd = await Crowd.gather(system, PEOPLE, random);
      proxy.isFatal = () => random() < SHARE;
      crowd.start();
      await delay(ROUNDS * ROUND_MS);
      await crowd.stop();
      proxy.isFatal = () => false;
      await crowd.untilServed();

      const { statuses } = crowd;
      process.stderr.write(
        `${proxy.fatalities} responses were fatal: ${JSON.stringify(statuses)}\n`,
      );
      expect(crowd.violations).toEqual([]);
      expect(statuses['none']).toBeUndefined();
      expect(statuses['503']).toBeGreaterThan(0);
      expect(await crowd.check()).toEqual([]);
      await crowd.untilConsistent();
      for (const code of await system.stop()) expect(code).toBe(0);
    },
    60_000 + ROUNDS * ROUND_MS,
  );
});
