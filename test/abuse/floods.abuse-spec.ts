import { testLength } from '../support/test-length.js';
import { seededRandom } from '../support/random.js';
import type { Attack } from './attack.js';
import { ATTACKS } from './attacks.js';
import { DIRECT, PROXIED } from './origin.js';
import { peakMb } from './resident.js';
import { isBearable, printWaits, sideBySide } from './side-by-side.js';
import { CONNECTIONS, HONEST, Town, type Way } from './town.js';

const TIMES = { rounds: testLength({ short: 3, long: 12 }), roundMs: 800 };
const MOST_MB = 500;
/** Clients that have waited for more than five seconds. */
const TOO_BUSY = '503';

/** One way to send an attack. */
interface Flood extends Attack {
  way: Way;
  connections: number;
  pipelined: number;
}

/** Behind a proxy the limit is on requests in flight: few enough that none is refused. */
const MOST: Record<string, number> = {
  [DIRECT.name]: CONNECTIONS,
  [PROXIED.name]: CONNECTIONS - 20,
};

/** The short form has one that reads, one that hashes, and the cheapest. */
const isTriedBehindAProxy = (what: string) =>
  testLength({
    short: ['lists', 'logins of unknown emails', 'unknown addresses'].includes(what),
    long: true,
  });

const TRIED = ATTACKS.filter(({ isLong }) => testLength({ short: !isLong, long: true }));

const FLOODS = testLength({ short: [10], long: [1, 10] }).flatMap((pipelined) =>
  [DIRECT, PROXIED].flatMap((way) =>
    TRIED.filter(({ what }) => way === DIRECT || isTriedBehindAProxy(what)).map((each): Flood => ({
      ...each,
      way,
      connections: MOST[way.name]!,
      pipelined,
    })),
  ),
);

/**
 * Beyond the maximum of one address in flight behind a proxy, whose connections are not limited.
 * Refused requests wait longer than a round takes.
 */
const BEYOND = ATTACKS.filter(({ what }) => isTriedBehindAProxy(what)).map((each): Flood => ({
  ...each,
  served: { ...each.served, 429: 0 },
  way: PROXIED,
  connections: 2 * CONNECTIONS,
  pipelined: 1,
}));

/**
 * One attacker with one account and one address, who uses all connections of the address, or nearly
 * as many through the proxy of the honest clients. Honest clients are measured in turn beside it
 * and beside the same client that floods a server which does nothing: both cost the machine the
 * same, so the difference is the cost to the product. The client is a process of the lowest
 * priority, because it would be on another machine. Logins have to succeed;
 * login-flood.abuse-spec.ts measures their time, because they are too few here.
 */
describe(`${HONEST} people beside one attacker`, () => {
  const random = seededRandom();
  let town: Town;
  let isWarm = false;

  beforeAll(async () => (town = await Town.start()), 60_000);
  afterAll(() => town.dispose(), 60_000);

  it.each([...FLOODS, ...BEYOND])(
    '$way.name that sends $what, $pipelined at once on each of $connections connections',
    async (flood) => {
      const habits = town.habits(flood.way);
      /** Another attacker each time: the guesses of this one would be used up. */
      const measure = async () => {
        const person = await town.arrive();
        const items = [await person.createItem('mine'), await person.createItem('shared')] as const;
        const attacker = { person, items, random, arrive: () => town.arrive() };
        const greed = { ...flood, from: town.attackersPlace(flood.way) };
        const attack = await town.attack(greed, await flood.calls(attacker));
        try {
          const measured = await sideBySide(
            attack.client,
            { ...TIMES, isWarm },
            habits,
            attack.decoy,
          );
          isWarm = true;
          printWaits(`${flood.way.name}, ${flood.what}`, measured);
          expectReached(flood, measured.loot.statuses);
          return measured;
        } finally {
          await attack.end();
        }
      };
      expect(await isBearable(measure, ['lists', 'updates'])).toBe(true);
      expect(await peakMb(town.system)).toBeLessThan(MOST_MB);
    },
    60_000,
  );
});

/** A flood that is only refused, or fails in an unexpected way, proves nothing. */
function expectReached(flood: Flood, statuses: Record<string, number>): void {
  const { served, refused } = flood;
  const reached = Object.entries(served).filter(([each, least]) => (statuses[each] ?? 0) < least);
  expect({ statuses, tooFew: reached }).toEqual({ statuses, tooFew: [] });
  const expected = [...Object.keys(served), refused, TOO_BUSY];
  expect(expected).toEqual(expect.arrayContaining(Object.keys(statuses)));
}
