import { makeAccessToken } from '../support/access-token.js';
import { send } from '../support/client.js';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { PostgresServer } from '../support/postgres-server.js';
import { seededRandom } from '../support/random.js';
import { TcpSwitch } from '../support/tcp-switch.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { AppProcess } from '../support/app-process.js';
import { monolith } from '../topologies/monolith.js';

const PEOPLE = 5;
const RECOVERY_MS = 10_000;
/** Housekeeping runs at least every 15 s. */
const HOUSEKEEPING_MS = 20_000;

interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
}

/** A failover: the address of the database leads to a standby first, which is then promoted. */
describe('Behind an address that leads to a standby', () => {
  const random = seededRandom();
  let primary: PostgresServer;
  let standby: PostgresServer;
  let address: TcpSwitch;
  let system: RunningSystem;
  let people: Person[];
  let items: number[];
  let script: string;

  beforeAll(async () => {
    primary = await PostgresServer.start();
    for (const { name } of ALL_CONTEXTS) await execute(primary.url(), `CREATE DATABASE ${name}`);
    standby = await primary.startStandby();
    address = await TcpSwitch.open(primary.port);
    const urls = ALL_CONTEXTS.map(({ name, database }) => [
      database.urlVariable,
      primary.url(name, address.port),
    ]);
    // No session is cached: each is read from the database.
    const sessions = { SESSION_CACHE_MS: '0', SESSION_STALE_IF_ERROR_MS: '0' };
    const env = { ...Object.fromEntries(urls), ...sessions };
    const storage = { env, remove: async () => {} };
    system = await monolith('on a standby', async () => storage).start();

    people = await Promise.all(Array.from({ length: PEOPLE }, () => Person.arrive(system)));
    items = await Promise.all(people.map((person) => person.createItem('before')));
    // It has not been used: its first use would be stored in the database.
    const { authUrl } = system;
    script = (await makeAccessToken(authUrl, people[0]!.token, ['items:read'])).token;
    // So long ago that the next use of each session would be stored in the database.
    const longAgo = "UPDATE auth.sessions SET last_used_at = now() - interval '10 minutes'";
    await execute(primary.url('auth'), longAgo);
    address.leadTo(standby.port);
    // A deletion after which the process crashed: the sessions have not been ended yet.
    await execute(
      primary.url('auth'),
      `INSERT INTO auth.events (event_id, type, data)
       VALUES (gen_random_uuid(), 'user.deleted', '{"userId":1000,"uniqueId":"gone"}')`,
    );
    await primary.waitForReplay(standby);
  }, 60_000);

  afterAll(async () => {
    await system?.dispose();
    await address?.close();
    await standby?.dispose();
    await primary?.dispose();
  }, 30_000);

  const readyz = async (url = system.todoUrl) => send<Readiness>('GET', `${url}/readyz`);
  const randomPerson = () => people[Math.floor(random() * PEOPLE)]!;

  it('/readyz is 503 and reports read_only', async () => {
    await waitFor(
      async () => (await readyz()).body.checks['auth_database'] === 'read_only',
      RECOVERY_MS,
      () => 'read_only',
    );
    const { status, body } = await readyz();
    expect(status).toBe(503);
    expect(body).toMatchObject({
      ready: false,
      checks: { auth_database: 'read_only', todo_database: 'read_only' },
    });
  });

  it('logged-in users can read', async () => {
    for (const person of people) {
      const { status, body } = await person.list();
      expect([status, titles(body)]).toEqual([200, ['before']]);
    }
    const { status } = await randomPerson().auth('GET', 'users/get');
    expect(status).toBe(200);
  });

  it('scripts can read', async () => {
    const answer = await send('GET', `${system.todoUrl}/api/v1/get/all`, { token: script });
    expect(answer.status).toBe(200);
  });

  it('every write is 503 database_unavailable', async () => {
    const person = randomPerson();
    const id = items[people.indexOf(person)]!;
    const answers = await Promise.all([
      person.create('meanwhile'),
      person.update({ id, title: 'renamed', status: 'DONE' }),
      person.delete('before'),
      person.share(id, people.find((other) => other !== person)!.email),
      person.auth('POST', 'auth/refresh'),
      person.auth('POST', 'auth/logout'),
      person.deleteAccount(),
    ]);
    const refused = answers.map(({ status, body }) => [status, (body as { code: string })?.code]);
    expect(refused).toEqual(answers.map(() => [503, 'database_unavailable']));
    await expect(Person.arrive(system)).rejects.toThrow('database_unavailable');
    await expect(Person.logIn(system, person.email)).rejects.toThrow('database_unavailable');
  });

  const dueDeletions = async () => {
    const due = `
      SELECT FROM auth.events e WHERE type = 'user.deleted' AND id > coalesce(
        (SELECT id FROM auth.event_cursors WHERE handler = 'auth:user.deleted'), 0)`;
    return (await execute(standby.url('auth'), due)).rows.length;
  };

  it('a process starts, also with pending housekeeping, and reports read_only', async () => {
    expect(await dueDeletions()).toBe(1);
    const app = await AppProcess.start('monolith', system.folder, system.env);
    try {
      const { status, body } = await readyz(app.url);
      expect([status, body.checks['todo_database']]).toEqual([503, 'read_only']);
    } finally {
      await app.stop();
    }
  });

  it('everything works again after the promotion, without a restart', async () => {
    await standby.promote();
    await waitFor(
      async () => (await readyz()).status === 200,
      RECOVERY_MS,
      () => '/readyz to be 200 again',
    );
    for (const person of people) {
      const { status, body } = await person.create('afterwards');
      expect([status, titles(body)]).toEqual([201, ['before', 'afterwards']]);
    }
    await (await Person.arrive(system)).createItem('first');
    await waitFor(
      async () => (await dueDeletions()) === 0,
      HOUSEKEEPING_MS,
      () => 'the housekeeping to be done',
    );
  }, 60_000);
});
