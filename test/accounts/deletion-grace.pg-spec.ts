import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { query } from '../privacy/stored.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';

const LIMIT_MS = 60_000;
const REVOKED_MS = 3_000;

interface KeptMail {
  to: string;
  subject: string;
}

/** In one process with all contexts; mails of development are read. */
describe('a deletion with a grace of 30 days', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    const days = { ACCOUNT_DELETION_GRACE_DAYS: '30' };
    system = await monolith('one database', oneDatabase).start(days);
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const auth = <Row>(sql: string) => query<Row>(system.env['AUTH_DB_URL']!, sql);
  const until = (what: string, condition: () => Promise<boolean>, limitMs = LIMIT_MS) =>
    waitFor(condition, limitMs, () => `${what}: ${system.log().slice(-4_000)}`);
  const subjectsTo = async (email: string) => {
    const { body } = await send<KeptMail[]>('GET', `${system.authUrl}/dev/mail`);
    return body.filter(({ to }) => to === email).map(({ subject }) => subject);
  };
  const actionsOf = async (token: string) => {
    const url = `${system.authUrl}/api/v2/account/audit`;
    const { body } = await send<{ entries: { action: string }[] }>('GET', url, { token });
    return body.entries.map(({ action }) => action);
  };
  const accessTokenOf = async ({ token }: Person) => {
    const url = `${system.authUrl}/api/v2/account/tokens`;
    const json = { name: 'backup', scopes: ['items:read'] };
    return (await send<{ token: string }>('POST', url, { token, json })).body.token;
  };
  const listStatus = async (token: string) =>
    (await send('GET', `${system.todoUrl}/api/v1/get/all`, { token })).status;

  it('ends sessions and access tokens at once, and a login cancels it', async () => {
    const person = await Person.arrive(system);
    await person.createItem('kept');
    const other = await Person.logIn(system, person.email);
    const accessToken = await accessTokenOf(person);
    expect(await listStatus(accessToken)).toBe(200);
    expect((await person.deleteAccount()).status).toBe(200);
    for (const token of [person.token, other, accessToken]) {
      await until('the end', async () => (await listStatus(token)) === 401, REVOKED_MS);
    }
    expect(await auth('SELECT FROM auth.planned_deletions')).toHaveLength(1);

    person.token = await Person.logIn(system, person.email);
    expect(await auth('SELECT FROM auth.planned_deletions')).toEqual([]);
    expect((await person.list()).body.pending).toMatchObject([{ title: 'kept' }]);
    const [first, second, third] = await actionsOf(person.token);
    expect([first, second].sort()).toEqual(['deletion_cancelled', 'login']);
    expect(third).toBe('deletion_planned');
    await until('the mails', async () => {
      const told = (await subjectsTo(person.email)).join();
      return /will be deleted/.test(told) && /will not be deleted/.test(told);
    });
  });

  it('deletes the account when its time has passed, as without a grace', async () => {
    const [person, friend] = [await Person.arrive(system), await Person.arrive(system)];
    const id = await person.createItem('shared');
    await person.share(id, friend.email);
    expect((await person.deleteAccount()).status).toBe(200);
    expect((await friend.usersOf(id)).body).toHaveLength(2);
    await auth("UPDATE auth.planned_deletions SET deletes_at = now() - interval '1 minute'");
    await until('the deletion', async () => {
      const [first, ...others] = (await friend.usersOf(id)).body;
      return first?.role === 'owner' && first.email === friend.email && others.length === 0;
    });
    await expect(Person.logIn(system, person.email)).rejects.toThrow('invalid_credentials');
    const [entry] = await auth<{ actor: string }>(
      "SELECT actor FROM auth.audit WHERE action = 'account_deleted'",
    );
    expect(entry).toEqual({ actor: 'system' });
  });
});
