import { Person } from '../support/person.js';
import { testLength } from '../support/test-length.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { fill, MOST_ITEMS } from './fill.js';
import { GreedyClient } from './greedy-client.js';
import { DIRECT } from './origin.js';
import { isBearable, printWaits, sideBySide } from './side-by-side.js';

const EXPORT = '/api/v2/todo/export';
const SMALL = 20;
const AT_ONCE = 8;
const PER_SECOND = 100;
/** With and without the attacker, in turn. */
const TIMES = { rounds: testLength({ short: 4, long: 8 }), roundMs: 1_500 };

/** One account with the maximum number of items, and clients that read its export as fast as they can. */
describe(`a user with ${SMALL} items, beside ${AT_ONCE} clients that export ${MOST_ITEMS}`, () => {
  let system: RunningSystem;
  let big: Person;
  let small: Person;

  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start();
    [big, small] = [await Person.arrive(system), await Person.arrive(system)];
    for (let i = 0; i < SMALL; i++) await small.create(`item ${i}`);
    await fill(system, big);
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('waits at most twice as long as without them, or 5 ms longer: p50', async () => {
    const greed = { from: DIRECT.origin(0), connections: AT_ONCE, pipelined: 1 };
    const call = { method: 'GET', path: EXPORT, headers: { token: big.token } };
    const attacker = GreedyClient.start(system.todoUrl, greed, [call]);
    const work = async () => expect((await small.list()).status).toBe(200);
    const measure = async () => {
      const measured = await sideBySide(attacker, TIMES, {
        lists: { perSecond: PER_SECOND, work },
      });
      // A flood of refusals proves nothing.
      expect(measured.loot.statuses).toHaveProperty('200');
      printWaits('exports that are read at once', measured);
      return measured;
    };
    try {
      expect(await isBearable(measure, ['lists'])).toBe(true);
    } finally {
      await attacker.end();
    }
  }, 120_000);
});
