import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, send } from '../support/client.js';
import { type Item, Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import type { Topology } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';

const KILLS = testLength({ short: 3, long: 40 });
const WRITERS = 8;
const MAX_UP_MS = 400;
const MAX_TRIES = 2_000;

interface Detailed extends Item {
  notes: string;
}

/** Clients that send each write again, with its key, until it has an answer. */
describe.each<[string, () => Topology]>([
  ['two processes', () => split('two databases', twoDatabases)],
  ['embedded databases', () => monolith('embedded databases')],
])(`writes that are repeated while todo is killed ${KILLS} times: %s`, (_name, topology) => {
  const random = seededRandom();

  it(
    'have one effect for each key',
    async () => {
      const system = await topology().start();
      try {
        const people: Person[] = [];
        while (people.length < WRITERS) people.push(await Person.arrive(system));
        let isRunning = true;
        let repeated = 0;

        const untilAnswered = async (ask: () => Promise<Answer<Detailed>>) => {
          for (let n = 0; n < MAX_TRIES; n++) {
            const answer = await ask().catch(() => undefined);
            if (answer && answer.status < 400) return answer.body;
            // Under way, or a process that is stopping or starting.
            if (answer) expect([409, 503]).toContain(answer.status);
            repeated++;
            await delay(20);
          }
          throw new Error('no answer');
        };
        const keyed = (method: string, path: string, json: unknown, { token }: Person) => {
          const headers = { 'if-match': '*', 'idempotency-key': `"${randomUUID()}"` };
          return untilAnswered(() =>
            send(method, `${system.todoUrl}/api/v2/items${path}`, { token, json, headers }),
          );
        };
        const addByClientId = (title: string, { token }: Person) => {
          const json = { title, client_id: randomUUID() };
          return untilAnswered(() =>
            send('POST', `${system.todoUrl}/api/v2/items`, { token, json }),
          );
        };
        const written = people.map(() => new Map<string, number>());
        const live = async (person: Person, who: number) => {
          for (let n = 0; isRunning; n++) {
            const title = `${n}`;
            const item =
              random() < 0.5
                ? await keyed('POST', '', { title }, person)
                : await addByClientId(title, person);
            const changed = await keyed('PATCH', `/${item.id}`, { notes: title }, person);
            expect(changed).toMatchObject({ id: item.id, title, notes: title });
            written[who]!.set(title, item.id);
          }
        };
        const lives = Promise.all(people.map(live));
        for (let kill = 0; kill < KILLS; kill++) {
          await delay(random() * MAX_UP_MS);
          await system.crash();
        }
        isRunning = false;
        await lives;

        process.stderr.write(`${repeated} writes were sent again\n`);
        expect(repeated).toBeGreaterThan(0);
        for (const [who, person] of people.entries()) {
          const { pending, done } = (await person.list()).body;
          expect(done).toEqual([]);
          const found = pending.map(({ title, id }) => [title, id]);
          expect(found.sort()).toEqual([...written[who]!].sort());
        }
      } finally {
        await system.dispose();
      }
    },
    300_000 + KILLS * 15_000,
  );
});
