import { basic } from '../support/client.js';
import { PASSWORD, type Person } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { testLength } from '../support/test-length.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { fill, MOST_ITEMS } from './fill.js';
import { DIRECT, PROXIED } from './origin.js';
import { isBearable, printWaits, sideBySide } from './side-by-side.js';
import { HONEST, listOf, Town } from './town.js';

const TIMES = { rounds: testLength({ short: 4, long: 12 }), roundMs: 800 };
const CONNECTIONS = 50;
/** The minimum number of lists read, and logins made, for disconnected clients. */
const LEAST = 2;
const STATISTICS_LIMIT_MS = 15_000;

/**
 * One attacker who waits for no response: it requests a list of many items or a login, closes or
 * resets the connection at once, and opens the next one. The work for it continues.
 */
describe(`${HONEST} people beside one who sends and disconnects, on ${CONNECTIONS} connections at a time`, () => {
  let town: Town;

  beforeAll(async () => (town = await Town.start()), 60_000);
  afterAll(() => town.dispose(), 60_000);

  it.each([DIRECT, PROXIED])(
    '$name: p50 at most twice as long, or 5 ms longer, and no login fails',
    async (way) => {
      const big = await town.arrive();
      await fill(town.system, big);
      const headers = { authorization: basic(big.email, PASSWORD) };
      const calls = [listOf(big.token), { method: 'POST', path: '/api/v1/auth/login', headers }];
      const from = town.attackersPlace(way);
      const greed = { from, connections: CONNECTIONS, pipelined: 1, goes: true };
      const attack = await town.attack(greed, calls);
      const reached = await countReached(town.system, big);
      const measure = async () => {
        const measured = await sideBySide(attack.client, TIMES, town.habits(way), attack.decoy);
        printWaits(`${way.name}, sends and disconnects`, measured);
        process.stderr.write(`${measured.loot.sent} sent, ${JSON.stringify(await reached())}\n`);
        return measured;
      };
      try {
        expect(await isBearable(measure, ['lists', 'updates'])).toBe(true);
        await waitFor(
          async () => Object.values(await reached()).every((count) => count >= LEAST),
          STATISTICS_LIMIT_MS,
          () => 'work of the attacker: a disconnect before the request is read proves nothing',
        );
      } finally {
        await attack.end();
      }
    },
    90_000,
  );
});

/** Counts the work for a user since then, from PostgreSQL and the log. */
async function countReached({ env, log }: RunningSystem, big: Person) {
  const { unique_id: id } = (await big.auth<{ unique_id: string }>('GET', 'users/get')).body;
  const itemsRead = async () => {
    const { rows } = await execute(
      env['TO_DO_DB_URL']!,
      `SELECT seq_tup_read + idx_tup_fetch AS count FROM pg_stat_user_tables
       WHERE schemaname = 'todo' AND relname = 'to_do_items'`,
    );
    return Number((rows as [{ count: string }])[0].count);
  };
  const logins = () =>
    log()
      .split('\n')
      .filter((line) => line.includes('"event":"login"') && line.includes(id)).length;
  const before = { items: await itemsRead(), logins: logins() };
  return async () => ({
    lists: Math.floor(((await itemsRead()) - before.items) / MOST_ITEMS),
    logins: logins() - before.logins,
  });
}
