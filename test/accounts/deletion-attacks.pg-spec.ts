import { expectProblem } from '../e2e/expect-problem.js';
import { MarkedClient } from '../privacy/marked-client.js';
import { MarkedFactors, SITE } from '../privacy/marked-factors.js';
import { query } from '../privacy/stored.js';
import { makeAccessToken } from '../support/access-token.js';
import { send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';

const LIMIT_MS = 60_000;

interface Factors {
  totp: boolean;
  passkeys: number;
  recovery_codes: number;
}

/** What others try with a deletion that has a grace, and with exports. In one process. */
describe('with a grace of 30 days', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    const env = { ACCOUNT_DELETION_GRACE_DAYS: '30', PUBLIC_URL: SITE.origin };
    system = await monolith('one database', oneDatabase).start(env);
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const auth = <Row>(sql: string) => query<Row>(system.env['AUTH_DB_URL']!, sql);
  const isPlanned = async (person: { id: number }) =>
    (await auth(`SELECT FROM auth.planned_deletions WHERE user_id = ${person.id}`)).length === 1;
  const arrive = async () => {
    const person = await Person.arrive(system);
    return { person, id: await person.id() };
  };
  const call = (method: string, path: string, token: string) =>
    send(method, `${system.authUrl}/api/v2/${path}`, { token });

  it('a stolen session without a recent proof plans no deletion', async () => {
    const { person, id } = await arrive();
    const older = `logged_in_at = logged_in_at - interval '11 minutes'`;
    await auth(`UPDATE auth.sessions SET ${older} WHERE user_id = ${id}`);
    expectProblem(await call('DELETE', 'account', person.token), 'recent_proof_required');
    expectProblem(await person.deleteAccount(person.email, 'guessed'), 'invalid_credentials');
    expect(await isPlanned({ id })).toBe(false);
  });

  it('an access token plans none, and reads no export and no audit', async () => {
    const { person, id } = await arrive();
    const scopes = ['items:read', 'items:write', 'account:read'];
    const { token } = await makeAccessToken(system.authUrl, person.token, scopes);
    const routes = ['account/export', 'todo/export', 'mails/export', 'account/audit', 'todo/audit'];
    for (const route of routes) {
      expectProblem(await call('GET', route, token), 'session_required');
      expect((await call('GET', route, person.token)).status).toBe(200);
      const url = `${system.authUrl}/api/v2/${route}`;
      expectProblem(await send('GET', url), 'unauthenticated');
    }
    expectProblem(await call('DELETE', 'account', token), 'session_required');
    expect(await isPlanned({ id })).toBe(false);
  });

  it(
    'the password alone cancels no deletion if there is a second factor, which stays',
    async () => {
      const { person, id } = await arrive();
      const client = new MarkedClient(system, []);
      client.token = person.token;
      const factors = new MarkedFactors(client);
      await factors.setUp();
      const begun = await factors.begin(person.email, PASSWORD);
      await client.ask('DELETE', 'v2/account');
      client.token = '';

      const logIn = (json: object) => client.attempt('POST', 'v2/account/sessions', { json });
      const login = await logIn({ email: person.email, password: PASSWORD });
      expectProblem(login, 'second_factor_required');
      await expect(Person.logIn(system, person.email)).rejects.toThrow('second_factor_required');
      const { challenge } = login.body as { challenge: string };
      expectProblem(await logIn({ challenge, code: '000000' }), 'second_factor_wrong');
      // The login that had begun before has ended.
      const earlier = await logIn({ challenge: begun, recovery_code: factors.code });
      expectProblem(earlier, 'login_expired');
      expect(await isPlanned({ id })).toBe(true);

      client.token = await factors.logInByPasskey(person.email, PASSWORD);
      expect(await isPlanned({ id })).toBe(false);
      const { body } = await client.ask<Factors>('GET', 'v2/account/factors');
      expect(body).toMatchObject({ totp: true, passkeys: 1, recovery_codes: 10 });
    },
    LIMIT_MS,
  );
});
