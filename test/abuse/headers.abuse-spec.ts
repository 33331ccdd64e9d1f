import { testLength } from '../support/test-length.js';
import { DIRECT } from './origin.js';
import { peakMb } from './resident.js';
import { sayWaits, sideBySide } from './side-by-side.js';
import { CONNECTIONS, HONEST, Town } from './town.js';

const TIMES = { rounds: testLength({ short: 4, long: 12 }), roundMs: 800 };
const MOST_MB = 500;
const LEAST_REFUSED = 20;
/** Each costs the server more than it costs the client: 9 bytes, and two strings in its memory. */
const HEADERS = Object.fromEntries(Array.from({ length: 1_300 }, (_, i) => [`h${i}`, 'x']));

/**
 * One attacker without an account, who sends as many small headers as fit, ten requests at once. How
 * long others wait is printed, not bounded: Node parses what it has read before it can be refused.
 */
describe(`${HONEST} people beside one who sends thousands of headers`, () => {
  let town: Town;

  beforeAll(async () => (town = await Town.start()), 60_000);
  afterAll(() => town.dispose(), 60_000);

  it('the process stays as small, and all requests and logins of others succeed', async () => {
    const call = { method: 'GET', path: '/healthz', headers: HEADERS };
    const from = town.attackersPlace(DIRECT);
    const attack = await town.attack({ from, connections: CONNECTIONS, pipelined: 10 }, [call]);
    try {
      const measured = await sideBySide(attack.client, TIMES, town.habits(DIRECT), attack.decoy);
      sayWaits('thousands of headers', measured);
      expect(Object.keys(measured.loot.statuses)).toEqual(['431']);
      expect(measured.loot.statuses[431]).toBeGreaterThan(LEAST_REFUSED);
    } finally {
      await attack.end();
    }
    expect(await peakMb(town.system)).toBeLessThan(MOST_MB);
  }, 90_000);
});
