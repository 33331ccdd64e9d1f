import { expectProblem } from '../e2e/expect-problem.js';
import { query } from '../privacy/stored.js';
import { administer } from '../support/administer.js';
import { send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { SecondFactors } from '../support/second-factors.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';

const LIMIT_MS = 60_000;

/** What a stolen session of an administrator must not do. In one process. */
describe('an administrator whose last proof is 11 minutes old', () => {
  let system: RunningSystem;
  let ada: Person;
  let bob: Person;
  let id: string;
  beforeAll(async () => {
    system = await monolith('one database', oneDatabase).start();
    const { email } = await Person.arrive(system);
    expect(await administer(system, 'grant', email)).toMatchObject({ code: 0 });
    ada = await Person.known(system, email);
    bob = await Person.arrive(system);
    await new SecondFactors(system).setUpApp(bob.token);
    id = (await bob.auth<{ unique_id: string }>('GET', 'users/get')).body.unique_id;
    const older = "logged_in_at = logged_in_at - interval '11 minutes'";
    const sql = `UPDATE auth.sessions SET ${older} WHERE user_id = ${await ada.id()}`;
    await query(system.env['AUTH_DB_URL']!, sql);
  }, LIMIT_MS);
  afterAll(() => system.dispose(), LIMIT_MS);

  const call = <Body = object>(method: string, path: string, token: string, json?: object) =>
    send<Body>(method, `${system.authUrl}/api/v2/${path}`, { token, json });

  it.each(['/factors', ''])(
    'neither resets factors nor deletes a user: users/<id>%s',
    async (path) => {
      const refused = await call('DELETE', `admin/users/${id}${path}`, ada.token);
      expectProblem(refused, 'recent_proof_required');
      const factors = await call('GET', 'account/factors', bob.token);
      expect(factors.body).toMatchObject({ totp: true, recovery_codes: 10 });
    },
  );

  it('resets factors after a proof', async () => {
    const json = { password: PASSWORD };
    const proven = await call<{ token: string }>('POST', 'account/proofs', ada.token, json);
    expect(proven.status).toBe(201);
    const reset = await call('DELETE', `admin/users/${id}/factors`, proven.body.token);
    expect(reset.status).toBe(204);
    await Person.logIn(system, bob.email);
  });
});
