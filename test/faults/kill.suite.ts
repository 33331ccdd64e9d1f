import { setTimeout as delay } from 'node:timers/promises';
import { Person, titles } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem, Topology } from '../support/topology.js';

const KILLS = 3;
const WRITERS = 20;
const MIN_LOAD_MS = 500;
const MAX_LOAD_MS = 1_500;

/**
 * Takes the product down with kill -9 while 20 users write: whatever was
 * acknowledged is there afterwards, once, and with its owner.
 */
export function describeKill(topology: Topology): void {
  describe(`kill -9: ${topology.name}`, () => {
    const random = seededRandom();
    let system: RunningSystem;
    beforeAll(async () => {
      system = await topology.start();
    }, 60_000);
    afterAll(() => system.dispose(), 60_000);

    it(`loses and doubles nothing that was acknowledged, ${KILLS} times`, async () => {
      const people: Person[] = [];
      for (let i = 0; i < WRITERS; i++) people.push(await Person.arrive(system));
      const acknowledged = people.map(() => new Set<string>());
      const attempted = people.map(() => new Set<string>());

      for (let round = 0; round < KILLS; round++) {
        let running = true;
        const writing = people.map(async (person, who) => {
          for (let i = 0; running; i++) {
            const title = `${round}-${i}`;
            attempted[who]!.add(title);
            const answer = await person.create(title).catch(() => undefined);
            if (!answer) return; // the process is gone
            if (answer.status === 201) acknowledged[who]!.add(title);
          }
        });
        await delay(MIN_LOAD_MS + random() * (MAX_LOAD_MS - MIN_LOAD_MS));
        const crashed = system.crash();
        running = false;
        await Promise.all([crashed, ...writing]);

        for (const [who, person] of people.entries()) {
          const found = titles((await person.list()).body);
          expect(new Set(found).size).toBe(found.length);
          expect(found).toEqual(expect.arrayContaining([...acknowledged[who]!]));
          expect([...attempted[who]!]).toEqual(expect.arrayContaining(found));
        }
      }
      const total = acknowledged.reduce((sum, titlesOf) => sum + titlesOf.size, 0);
      process.stderr.write(`${topology.name}: ${total} acknowledged creates survived\n`);
      expect(total).toBeGreaterThan(WRITERS * KILLS);
    }, 180_000);
  });
}
