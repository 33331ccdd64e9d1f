import { setTimeout as delay } from 'node:timers/promises';
import { testLength } from '../support/test-length.js';
import { Person, titles } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const KILLS = testLength({ short: 5, long: 20 });
const WRITERS = 10;
const BUDGET_MS = 1_000;
const SLACK_MS = 2_500;
const RECOVERY_MS = 5_000;

/** auth crashes again and again while people write to todo. */
describe(`kill -9 of auth, ${KILLS} times under load`, () => {
  const random = seededRandom();
  let system: SplitSystem;
  beforeAll(async () => {
    system = await split('two databases', twoDatabases).start();
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('loses and doubles no write, and answers 2xx or 503 in time', async () => {
    const people: Person[] = [];
    for (let i = 0; i < WRITERS; i++) people.push(await Person.arrive(system));
    const acknowledged = people.map(() => new Set<string>());
    const statuses: Record<number, number> = {};
    let [slowest, running, newcomers] = [0, true, 0];

    const observe = async (person: Person, title: string) => {
      const start = performance.now();
      const { status } = await person.create(title);
      slowest = Math.max(slowest, performance.now() - start);
      statuses[status] = (statuses[status] ?? 0) + 1;
      return status;
    };
    const writing = people.map(async (person, who) => {
      for (let i = 0; running; i++) {
        const status = await observe(person, `${i}`);
        if (status === 201) acknowledged[who]!.add(`${i}`);
        await delay(random() * 20);
      }
    });
    // A session that todo has not cached has no stale entry: it gets 503 while auth is unavailable.
    const strangers = Array.from({ length: KILLS }, () => Person.arrive(system));
    const waiting = await Promise.all(strangers);

    for (let kill = 0; kill < KILLS; kill++) {
      await delay(random() * 200);
      await system.killAuth();
      const stranger = waiting[kill]!;
      expect([201, 503]).toContain(await observe(stranger, 'while auth is unavailable'));
      await delay(random() * 300);
      await system.restartAuth();
      await waitFor(
        async () => (await observe(stranger, `after kill ${kill}`)) === 201,
        RECOVERY_MS,
        () => 'todo to be ready again',
      );
      newcomers++;
    }
    running = false;
    await Promise.all(writing);

    process.stderr.write(
      `kill -9 of auth: ${JSON.stringify(statuses)}, slowest ${Math.round(slowest)} ms\n`,
    );
    expect(newcomers).toBe(KILLS);
    expect(Object.keys(statuses).filter((status) => !['201', '503'].includes(status))).toEqual([]);
    expect(statuses[503]).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(BUDGET_MS + SLACK_MS);
    for (const [who, person] of people.entries()) {
      const found = titles((await person.list()).body);
      expect(new Set(found).size).toBe(found.length);
      expect(new Set(found)).toEqual(acknowledged[who]);
    }
  }, 180_000);
});
