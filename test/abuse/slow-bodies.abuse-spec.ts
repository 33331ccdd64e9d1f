import { testLength } from '../support/test-length.js';
import type { Person } from '../support/person.js';
import { callFrom, DIRECT, type Origin, PROXIED } from './origin.js';
import { isBearable, printWaits, sideBySide } from './side-by-side.js';
import { SlowBodies } from './slow-bodies.js';
import { CONNECTIONS, HONEST, listOf, Town } from './town.js';

const TIMES = { rounds: testLength({ short: 2, long: 6 }), roundMs: 2_000 };
/** The connections of its address that the attacker leaves: others there need no more. */
const LEFT = 10;
const SLOW = CONNECTIONS - LEFT;
const OFFICE_PER_SECOND = 10;
const OFFICE_LIMIT_MS = 1_000;

/**
 * A client that holds the connections of an address that it shares with others, as in an office.
 */
describe(`beside ${SLOW} requests of one address that send one byte of their body per second`, () => {
  let town: Town;
  beforeAll(async () => (town = await Town.start()), 60_000);
  afterAll(() => town.dispose(), 60_000);

  /** A person who reads lists at an address; `slowest` is the longest time in ms. */
  function office(person: Person, from: Origin) {
    const times: number[] = [];
    const work = async () => {
      const { status, text, ms } = await callFrom(from, town.system.todoUrl, listOf(person.token));
      expect({ status, text }).toMatchObject({ status: 200 });
      times.push(ms);
    };
    return { perSecond: OFFICE_PER_SECOND, work, slowest: () => Math.max(...times.splice(0)) };
  }

  it.each([DIRECT, PROXIED])(
    `$name: ${HONEST} people elsewhere are equally fast, those at that address are served in ${OFFICE_LIMIT_MS} ms`,
    async (way) => {
      const [slow, colleague] = [await town.arrive(), await town.arrive()];
      const from = town.attackersPlace(way);
      const url = new URL(town.system.todoUrl);
      const attacker = new SlowBodies(url, from, slow.token, ['create', 'users/create'], SLOW);
      const colleagues = office(colleague, from);
      const habits = { ...town.habits(way), office: colleagues };
      const measure = async () => {
        const measured = await sideBySide(attacker, TIMES, habits);
        const slowest = colleagues.slowest();
        // None has been answered, and none has reconnected.
        expect({ held: attacker.held, ...measured.loot.statuses }).toEqual({ held: SLOW });
        printWaits(`${way.name}, slow bodies`, measured);
        process.stderr.write(`the slowest list at that address: ${Math.round(slowest)} ms\n`);
        expect(slowest).toBeLessThan(OFFICE_LIMIT_MS);
        return measured;
      };
      try {
        expect(await isBearable(measure, ['lists', 'updates'])).toBe(true);
      } finally {
        await attacker.off();
      }
    },
    60_000,
  );
});
