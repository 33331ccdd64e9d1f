import { expectProblem } from '../e2e/expect-problem.js';
import { testLength } from '../support/test-length.js';
import { Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { fill, MOST_ITEMS } from './fill.js';
import { GreedyClient } from './greedy-client.js';
import { type Call, ORIGINS } from './origin.js';
import { isBearable, printWaits, sideBySide } from './side-by-side.js';

const SMALL = 20;
/** A user with a long list, too, as a busy person may have. */
const MANY = 600;
const AT_ONCE = 8;
const PER_SECOND = 100;
const OF_MANY_PER_SECOND = 10;
/** With and without the attacker, in turn. */
const TIMES = { rounds: testLength({ short: 4, long: 8 }), roundMs: 1_500 };

/** The attacks, and the required statuses of some: a flood of refusals proves nothing. */
const ATTACKS: { what: string; served: number; call(big: Person, item: number): Call }[] = [
  { what: 'read all', served: 200, call: ({ token }) => ask(token, 'GET', 'get/all') },
  {
    what: 'tick an item off',
    served: 200,
    call: ({ token }, id) => ask(token, 'PATCH', 'update', { id, status: 'DONE' }),
  },
  {
    what: 'delete an unknown title',
    served: 404,
    call: ({ token }) => ask(token, 'DELETE', 'delete/nothing'),
  },
];

/** A user with the maximum number of items must not delay others. */
describe(`users with ${SMALL} and with ${MANY} items, beside ${AT_ONCE} clients of one with ${MOST_ITEMS}`, () => {
  let system: RunningSystem;
  let big: Person;
  let small: Person;
  let busy: Person;
  let item: number;

  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start();
    [big, small] = [await Person.arrive(system), await Person.arrive(system)];
    busy = await Person.arrive(system);
    for (let i = 0; i < SMALL; i++) await small.create(`item ${i}`);
    await fill(system, big);
    await fill(system, busy, MANY);
    item = (await big.list()).body.pending[0]!.id;
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('a user with the maximum number of items gets no more', async () => {
    expectProblem(await big.create('one more'), 'item_limit_reached');
    expect((await small.create('one more')).status).toBe(201);
    expect((await small.delete('one more')).status).toBe(200);
  });

  it.each(ATTACKS)(
    'that $what: p50 at most twice as long, or 5 ms longer',
    async ({ what, served, call }) => {
      const greed = { from: ORIGINS[1]!.origin(0), connections: AT_ONCE, pipelined: 1 };
      const attacker = GreedyClient.start(system.todoUrl, greed, [call(big, item)]);
      const listsOf = (person: Person, perSecond: number) => ({
        perSecond,
        work: async () => expect((await person.list()).status).toBe(200),
      });
      const habits = {
        lists: listsOf(small, PER_SECOND),
        longLists: listsOf(busy, OF_MANY_PER_SECOND),
      };
      const measure = async () => {
        const measured = await sideBySide(attacker, TIMES, habits);
        expect(measured.loot.statuses).toHaveProperty(`${served}`);
        printWaits(what, measured);
        return measured;
      };
      try {
        expect(await isBearable(measure, ['lists', 'longLists'])).toBe(true);
      } finally {
        await attacker.end();
      }
    },
    120_000,
  );
});

function ask(token: string, method: string, path: string, json?: unknown): Call {
  return { method, path: `/api/v1/${path}`, headers: { token }, json };
}
