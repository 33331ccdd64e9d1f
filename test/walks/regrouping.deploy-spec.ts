import { seededRandom } from '../support/random.js';
import { WalkWithUsers } from './walk-with-users.js';
import { readWalk } from './walk.js';

const LIMIT_MS = 300_000;
const MOST_STEPS = 10;
const PAGES = [
  { page: 'split-processes', port: '8000', arriveAfter: 3, leaveAfter: 8, allowed: [] },
  { page: 'join-processes', port: '8000', arriveAfter: 5, leaveAfter: 8, allowed: [] },
  { page: 'split-databases', port: '8001', arriveAfter: 3, leaveAfter: 6, allowed: [503] },
];

/** Walks between groupings and databases, while users call every route. */
describe.each(PAGES)('docs/walks/$page.md', ({ page, port, arriveAfter, leaveAfter, allowed }) => {
  const random = seededRandom();
  let walk: WalkWithUsers;
  beforeAll(async () => {
    walk = await WalkWithUsers.open();
  }, LIMIT_MS);
  afterAll(() => walk?.dispose(), LIMIT_MS);

  it(
    'passes in few steps, and users get no error',
    async () => {
      const steps = await readWalk(page);
      expect(steps.length).toBeGreaterThan(leaveAfter);
      expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
      for (const [index, step] of steps.entries()) {
        await walk.walker.take(step);
        if (index + 1 === arriveAfter) await walk.arrive(port, random);
        if (index + 1 >= arriveAfter && index < leaveAfter) await walk.serve();
        if (index + 1 !== leaveAfter) continue;
        const users = await walk.leave();
        process.stderr.write(`${page}: ${JSON.stringify(users.answers)}\n`);
        expect(users.failures(...allowed)).toEqual([]);
        expect(await users.differences()).toEqual([]);
      }
      await walk.welcome(port);
    },
    LIMIT_MS,
  );
});
