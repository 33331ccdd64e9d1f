import { expectProblem } from '../e2e/expect-problem.js';
import { Person } from '../support/person.js';
import { execute } from '../support/postgres.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { GreedyClient, type Loot, type Wish } from './greedy-client.js';
import { paced } from './paced.js';

const BIG = 10_000;
const TITLE_LENGTH = 200;
const SMALL = 20;
const AT_ONCE = 8;
const PER_SECOND = 100;
/** With and without the attacker, in turn. */
const ROUNDS = 8;
const ROUND_MS = 1_500;

const ATTACKS: (Wish & { what: string })[] = [
  { what: 'read all', method: 'GET', path: '/api/v1/get/all' },
  {
    what: 'tick an item off',
    method: 'PATCH',
    path: '/api/v1/update',
    body: { id: 1, status: 'DONE' },
  },
  { what: 'delete what is not there', method: 'DELETE', path: '/api/v1/delete/nothing' },
];

/** A user with as many items as one may have must not make others wait. */
describe(`a user with ${SMALL} items, beside ${AT_ONCE} clients of one with ${BIG}`, () => {
  let system: RunningSystem;
  let big: Person;
  let small: Person;

  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start();
    [big, small] = [await Person.arrive(system), await Person.arrive(system)];
    for (let i = 0; i < SMALL; i++) await small.create(`item ${i}`);
    await big.create('first');
    await fill(system.env['TO_DO_DB_URL']!, await big.id());
    ATTACKS[1]!.body = { id: (await big.list()).body.pending[0]!.id, status: 'DONE' };
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('who has as many as one may have, and gets no more', async () => {
    expectProblem(await big.create('one more'), 'item_limit_reached');
    expect((await small.create('one more')).status).toBe(201);
    expect((await small.delete('one more')).status).toBe(200);
  });

  it.each(ATTACKS)(
    'who $what: p50 at most twice as long, or 5 ms longer',
    async ({ what, ...wish }) => {
      const attacker = GreedyClient.start(system.todoUrl, big.token, AT_ONCE, wish);
      const [alone, beside]: [number[], number[]] = [[], []];
      let before: Loot = await attacker.off();
      let after = before;
      try {
        for (let round = 0; round <= ROUNDS; round++) {
          const isAttacked = round % 2 === 1;
          if (isAttacked) before = await attacker.on();
          const times = await paced(PER_SECOND, ROUND_MS, async () => {
            expect((await small.list()).status).toBe(200);
          });
          if (isAttacked) {
            after = await attacker.off();
            expect(countOf(after)).toBeGreaterThan(countOf(before));
          }
          if (round > 0) (isAttacked ? beside : alone).push(...times);
        }
      } finally {
        await attacker.end();
      }
      const [normal, attacked] = [p50(alone), p50(beside)];
      process.stderr.write(
        `${what}: p50 ${normal.toFixed(1)} ms alone, ${attacked.toFixed(1)} ms beside; ` +
          `the attacker got ${JSON.stringify(after.statuses)}, ${Math.round(after.bytes / 1e6)} MB\n`,
      );
      expect(attacked).toBeLessThan(Math.max(2 * normal, normal + 5));
    },
    60_000,
  );
});

/** As many items as one may have, put there at once. */
async function fill(url: string, userId: number): Promise<void> {
  await execute(
    url,
    `WITH item AS (
       INSERT INTO to_do_items (title, status)
       SELECT rpad(n || ' ', ${TITLE_LENGTH}, 'x'), 'PENDING' FROM generate_series(2, ${BIG}) n
       RETURNING id
     )
     INSERT INTO user_connections (user_id, to_do_id, role) SELECT ${userId}, id, 'owner' FROM item`,
  );
  await execute(
    url,
    `UPDATE user_refs SET owned_items = ${BIG}, owned_bytes = 5 + ${(BIG - 1) * TITLE_LENGTH}
     WHERE user_id = ${userId}`,
  );
}

function countOf({ statuses }: Loot): number {
  return Object.values(statuses).reduce((sum, count) => sum + count, 0);
}

function p50(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
