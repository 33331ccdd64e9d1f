import { testLength } from '../support/test-length.js';
import { DIRECT } from './origin.js';
import { peakMb } from './resident.js';
import { isBearable, printWaits, sideBySide } from './side-by-side.js';
import { CONNECTIONS, HONEST, Town } from './town.js';

const TIMES = { rounds: testLength({ short: 4, long: 12 }), roundMs: 800 };
const MOST_MB = 500;
/** Each costs the server more than the client: 9 bytes, and two strings in its memory. */
const HEADERS = Object.fromEntries(Array.from({ length: 1_300 }, (_, i) => [`h${i}`, 'x']));

/**
 * Input that Node reads completely before it can be refused, and how often a response must report
 * this.
 */
const FLOODS = [
  { what: 'thousands of headers', headers: HEADERS, pipelined: 10, status: 431, least: 20 },
  { what: 'thousands of requests', pipelined: 2_000, status: 200, least: 0 },
  { what: 'text that is not HTTP', method: 'NONE', pipelined: 1, status: 400, least: 20 },
];

/** One attacker without an account, who opens a new connection for each that is closed. */
describe(`${HONEST} people beside one who sends refused input on ${CONNECTIONS} connections`, () => {
  let town: Town;
  let isWarm = false;

  beforeAll(async () => (town = await Town.start()), 60_000);
  afterAll(() => town.dispose(), 60_000);

  it.each(FLOODS)(
    '$what: equally fast, all requests and logins succeed, and memory does not grow',
    async ({ what, method = 'GET', headers = {}, pipelined, status, least }) => {
      const calls = [{ method, path: '/healthz', headers }];
      /** Another attacker each time: this one is refused for a while. */
      const measure = async () => {
        const from = town.attackersPlace(DIRECT);
        const attack = await town.attack({ from, connections: CONNECTIONS, pipelined }, calls);
        try {
          const habits = town.habits(DIRECT);
          const measured = await sideBySide(
            attack.client,
            { ...TIMES, isWarm },
            habits,
            attack.decoy,
          );
          isWarm = true;
          printWaits(what, measured);
          const { statuses, sent } = measured.loot;
          expect(sent).toBeGreaterThanOrEqual(CONNECTIONS * pipelined);
          expect([`${status}`]).toEqual(expect.arrayContaining(Object.keys(statuses)));
          expect(statuses[status] ?? 0).toBeGreaterThanOrEqual(least);
          return measured;
        } finally {
          await attack.end();
        }
      };
      expect(await isBearable(measure, ['lists', 'updates'])).toBe(true);
      expect(await peakMb(town.system)).toBeLessThan(MOST_MB);
    },
    120_000,
  );
});
