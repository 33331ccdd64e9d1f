import { Agent } from 'node:http';
import { anyEmail, basic } from '../support/client.js';
import { testLength } from '../support/test-length.js';
import { PASSWORD, Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { ATTACKS, type Attacker } from './attacks.js';
import { ConstantServer } from './constant-server.js';
import { GreedyClient } from './greedy-client.js';
import { callFrom, type Call, ORIGINS, type Origin } from './origin.js';
import { peakMb } from './resident.js';
import { type Habit, isBearable, sideBySide } from './side-by-side.js';

/** What one address may have in production, unless CONNECTIONS_PER_ADDRESS_MAX says otherwise. */
const CONNECTIONS = 200;
const PIPELINED = testLength({ short: [10], long: [1, 10] });
const TIMES = { rounds: testLength({ short: 4, long: 12 }), roundMs: 800 };
const HONEST = 6;
const ITEMS = 20;
/** The first addresses are the honest ones'. */
const ATTACKER = 100;
/** Where people register. */
const FIRST_HOME = 101;
const MOST_MB = 500;
const { proxies, origin } = ORIGINS.find(({ name }) => name === 'connected directly')!;
const PRODUCTION = {
  NODE_ENV: 'production',
  JWT_SECRET: 'q7Hd-2nVx-9sLp-4tRw-8zKc-1mBf-6yGj',
  TRUSTED_PROXIES: proxies,
};

const CASES = PIPELINED.flatMap((pipelined) => ATTACKS.map((each) => ({ ...each, pipelined })));

/** Someone at an address of their own, who keeps a connection as browsers do. */
interface Honest {
  person: Person;
  item: number;
  from: Origin;
  agent: Agent;
}

/**
 * One attacker with one account and one address, who uses all connections that the address may have.
 * Honest clients are measured in turn beside it and beside the same client that floods a server which
 * does nothing: both cost the machine as much, so that the difference is what it costs the product.
 * The client is a process of the lowest priority: it would be on another machine. Logins have to succeed;
 * how long they take is for login-flood.abuse-spec.ts, as here they are too few.
 */
describe(`${HONEST} people beside ${CONNECTIONS} connections of one attacker`, () => {
  const random = seededRandom();
  const people: Honest[] = [];
  let system: RunningSystem;
  let constant: ConstantServer;
  let attacker: Attacker;
  let homes = 0;

  /** Somebody who registers at an address of their own: so many from one would be refused. */
  async function arrive(): Promise<Person> {
    const email = anyEmail();
    const json = { email, password: PASSWORD };
    const call = { method: 'POST', path: '/api/v1/users/create', json };
    const { status } = await callFrom(origin(FIRST_HOME + homes++), system.authUrl, call);
    expect(status).toBe(201);
    return Person.known(system, email);
  }

  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start(PRODUCTION);
    constant = await ConstantServer.start();
    for (let i = 0; i < HONEST; i++) {
      const person = await arrive();
      for (let n = 1; n < ITEMS; n++) await person.create(`item ${n}`);
      const agent = new Agent({ keepAlive: true });
      people.push({ person, item: await person.createItem('last'), from: origin(i), agent });
    }
  }, 60_000);
  afterAll(async () => {
    await constant.end();
    await system.dispose();
  }, 60_000);

  beforeEach(async () => {
    const person = await arrive();
    const items = [await person.createItem('mine'), await person.createItem('shared')];
    attacker = { person, items: items as [number, number], random };
  });

  it.each(CASES)(
    'who sends $what, $pipelined at once on each',
    async ({ what, pipelined, calls }) => {
      const greed = { from: origin(ATTACKER), connections: CONNECTIONS, pipelined };
      const requests = calls(attacker);
      const client = GreedyClient.start(system.todoUrl, greed, requests);
      const decoy = GreedyClient.start(constant.url, greed, requests);
      const habits = habitsOf(people, system);
      const measure = async () => {
        const measured = await sideBySide(client, TIMES, habits, decoy);
        const { waits, loot } = measured;
        const figures = Object.entries(waits).map(
          ([name, { alone, beside }]) => `${name} ${alone.toFixed(1)} ${beside.toFixed(1)}`,
        );
        process.stderr.write(
          `${what}, ${pipelined} at once: p50 without and with (ms): ${figures.join(', ')}; ` +
            `the attacker got ${JSON.stringify(loot.statuses)}; ${await peakMb(system)} MB at most\n`,
        );
        return measured;
      };
      try {
        expect(await isBearable(measure, ['lists', 'updates'])).toBe(true);
        expect(await peakMb(system)).toBeLessThan(MOST_MB);
      } finally {
        await Promise.all([client.end(), decoy.end()]);
      }
    },
    60_000,
  );
});

/** What honest people do, in turn. */
function habitsOf(people: Honest[], system: RunningSystem) {
  let turn = 0;
  const habit = (perSecond: number, status: number, call: (honest: Honest) => Call): Habit => ({
    perSecond,
    work: async () => {
      const honest = people[turn++ % people.length]!;
      const answer = await callFrom(honest.from, system.todoUrl, call(honest), honest.agent);
      expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
    },
  });
  return {
    lists: habit(40, 200, ({ person: { token } }) => ({
      method: 'GET',
      path: '/api/v1/get/all',
      headers: { token },
    })),
    updates: habit(15, 200, ({ person: { token }, item }) => ({
      method: 'PATCH',
      path: '/api/v1/update',
      headers: { token },
      json: { id: item, status: turn % 2 ? 'DONE' : 'PENDING' },
    })),
    logins: habit(4, 200, ({ person: { email } }) => ({
      method: 'POST',
      path: '/api/v1/auth/login',
      headers: { authorization: basic(email, PASSWORD) },
    })),
  };
}
