import { testLength } from '../support/test-length.js';
import { DIRECT } from './origin.js';
import { peakMb } from './resident.js';
import { isBearable, sayWaits, sideBySide } from './side-by-side.js';
import { CONNECTIONS, HONEST, Town } from './town.js';

const TIMES = { rounds: testLength({ short: 4, long: 12 }), roundMs: 800 };
const MOST_MB = 500;
const LEAST_REFUSED = 20;
/** Each costs the server more than it costs the client: 9 bytes, and two strings in its memory. */
const HEADERS = Object.fromEntries(Array.from({ length: 1_300 }, (_, i) => [`h${i}`, 'x']));

/** One attacker without an account, who sends as many small headers as fit, ten requests at once. */
describe(`${HONEST} people beside one who sends thousands of headers`, () => {
  let town: Town;

  beforeAll(async () => (town = await Town.start()), 60_000);
  afterAll(() => town.dispose(), 60_000);

  it('p50 at most twice as long, or 5 ms longer, and the process stays as small', async () => {
    const call = { method: 'GET', path: '/healthz', headers: HEADERS };
    const measure = async () => {
      const from = town.attackersPlace(DIRECT);
      const greed = { from, connections: CONNECTIONS, pipelined: 10 };
      const attack = await town.attack(greed, [call]);
      try {
        const measured = await sideBySide(attack.client, TIMES, town.habits(DIRECT), attack.decoy);
        sayWaits('thousands of headers', measured);
        expect(Object.keys(measured.loot.statuses)).toEqual(['431']);
        expect(measured.loot.statuses[431]).toBeGreaterThan(LEAST_REFUSED);
        return measured;
      } finally {
        await attack.end();
      }
    };
    expect(await isBearable(measure, ['lists', 'updates'])).toBe(true);
    expect(await peakMb(town.system)).toBeLessThan(MOST_MB);
  }, 90_000);
});
