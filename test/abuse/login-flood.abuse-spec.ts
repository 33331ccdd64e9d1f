import { REAL_HASHES } from '../support/app-process.js';
import { basic } from '../support/client.js';
import { testLength } from '../support/test-length.js';
import { PASSWORD, Person } from '../support/person.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { Flood } from './flood.js';
import { type Call, callFrom, ORIGINS, type Origin } from './origin.js';

const IN_FLIGHT = 200;
const HONEST = 12;
const LOGINS_EACH = 5;
const P95_LIMIT_MS = 3_000;
const SECRET = 'q7Hd-2nVx-9sLp-4tRw-8zKc-1mBf-6yGj';
/** The addresses of attackers start here; each is unknown to the limits. */
const FIRST_ATTACKER = 200;
/** Jobs that the threads may have already, and that are on their way to the log. */
const AT_ONCE = 4;

/** On each, as many as may be sent before the first response. */
const PIPELINED = { connections: 2, pipelined: IN_FLIGHT / 2 };
const MANY_CONNECTIONS = { connections: IN_FLIGHT, pipelined: 1 };

interface Attack {
  what: string;
  shape: typeof PIPELINED;
  /** @param someone an unknown email */
  call(someone: string, attacker: Person): Call;
}

const guess = (path: string, email: string): Call => ({
  method: 'POST',
  path: `/api/v1/${path}`,
  headers: { authorization: basic(email, 'a-wrong-guess') },
});

const ATTACKS: Attack[] = [
  {
    what: 'logins of unknown emails on two pipelined connections',
    shape: PIPELINED,
    call: (someone) => guess('auth/login', someone),
  },
  {
    what: 'logins of unknown emails on as many connections',
    shape: MANY_CONNECTIONS,
    call: (someone) => guess('auth/login', someone),
  },
  {
    what: 'logins of a page',
    shape: PIPELINED,
    call: (someone) => guess('auth/page-login', someone),
  },
  {
    what: 'registrations',
    shape: PIPELINED,
    call: (someone) => ({
      method: 'POST',
      path: '/api/v1/users/create',
      json: { email: someone, password: PASSWORD },
    }),
  },
  {
    what: 'deletions of the own account with a wrong password',
    shape: PIPELINED,
    call: (_, { email, token }) => ({
      method: 'DELETE',
      path: '/api/v1/users/delete',
      headers: { authorization: basic(email, 'a-wrong-guess'), token },
    }),
  },
];

/** In development, limits are high, and only the hashing queue separates the two. */
const CASES = ORIGINS.flatMap((each, i) =>
  testLength({
    short: [['production', 'development'][i]!],
    long: ['production', 'development'],
  }).map((environment) => ({ ...each, environment })),
);

describe.each(CASES)('clients $name, in $environment', ({ name, environment, proxies, origin }) => {
  const random = seededRandom();
  const anyone = () => `${Math.floor(random() * 2 ** 32).toString(36)}@example.com`;
  let system: RunningSystem;
  let attacker: Person;
  let attackers = FIRST_ATTACKER;
  const honest: { email: string; from: Origin }[] = [];

  beforeAll(async () => {
    const env = { NODE_ENV: environment, JWT_SECRET: SECRET, TRUSTED_PROXIES: proxies };
    system = await monolith(name, oneDatabase).start({
      ...PRODUCTION_MAIL,
      ...REAL_HASHES,
      ...env,
    });
    attacker = await Person.arrive(system);
    for (let index = 0; index < HONEST; index++) {
      const person = { email: anyone(), from: origin(index) };
      honest.push(person);
      const json = { email: person.email, password: PASSWORD };
      const call = { method: 'POST', path: '/api/v1/users/create', json };
      expect(await callFrom(person.from, system.authUrl, call)).toMatchObject({ status: 201 });
    }
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it.each(ATTACKS)(
    `${HONEST} people log in beside ${IN_FLIGHT} $what from one address`,
    async ({ what, shape, call }) => {
      const flood = await Flood.start(system.authUrl, origin(attackers++), shape, () =>
        call(anyone(), attacker),
      );
      try {
        await waitFor(
          () => flood.answers > 0,
          10_000,
          () => 'the flood to begin',
        );
        const times: number[] = [];
        const inFlight: number[] = [];
        await Promise.all(
          honest.map(async ({ email, from }) => {
            for (let i = 0; i < LOGINS_EACH; i++) {
              const path = '/api/v1/auth/login';
              const headers = { authorization: basic(email, PASSWORD) };
              const { status, ms } = await callFrom(from, system.authUrl, {
                method: 'GET',
                path,
                headers,
              });
              expect(status).toBe(200);
              inFlight.push(flood.inFlight);
              times.push(ms);
            }
          }),
        );
        const p95 = times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
        process.stderr.write(
          `${name}, in ${environment}, beside ${what}: p95 of a login ${Math.round(p95)} ms; ` +
            `the attacker got ${JSON.stringify(flood.statuses)}\n`,
        );
        expect(Math.min(...inFlight)).toBe(IN_FLIGHT);
        expect(p95).toBeLessThan(P95_LIMIT_MS);
      } finally {
        flood.stop();
      }
    },
    60_000,
  );

  it('hashes nothing more for a disconnected client', async () => {
    const logIn = () =>
      callFrom(honest[0]!.from, system.authUrl, {
        method: 'POST',
        path: '/api/v1/auth/login',
        headers: { authorization: basic(honest[0]!.email, PASSWORD) },
      });
    const guesses = () => system.log().match(/"event":"login_failed"/g)?.length ?? 0;
    const before = guesses();
    const flood = await Flood.start(system.authUrl, origin(attackers++), PIPELINED, () =>
      guess('auth/login', anyone()),
    );
    await waitFor(
      () => guesses() > before,
      10_000,
      () => 'the flood to begin',
    );
    flood.stop();
    await logIn();
    const atTheEnd = guesses();
    expect(atTheEnd - before).toBeLessThan(IN_FLIGHT / 2);
    for (let i = 0; i < LOGINS_EACH; i++) expect(await logIn()).toMatchObject({ status: 200 });
    expect(guesses() - atTheEnd).toBeLessThanOrEqual(AT_ONCE);
  }, 60_000);
});
