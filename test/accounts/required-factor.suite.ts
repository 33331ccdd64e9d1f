import { administer } from '../support/administer.js';
import { send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { codeOf, SecondFactors } from '../support/second-factors.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from '../e2e/expect-problem.js';

/** A change is known everywhere within a second; the rest is for slow machines. */
const KNOWN_WITHIN_MS = 3_000;
const LIMIT_MS = 60_000;

/** Administrators of an installation that requires a second factor of them. */
export function describeRequiredFactor(topology: Topology): void {
  describe(`a second factor required of administrators: ${topology.name}`, () => {
    let system: RunningSystem;
    let ada: Person;
    let factors: SecondFactors;
    /** Of a login with the factor. */
    let token: string;
    beforeAll(async () => {
      system = await topology.start({ ADMIN_REQUIRES_SECOND_FACTOR: 'on' });
      ada = await Person.arrive(system);
      expect(await administer(system, 'grant', ada.email)).toMatchObject({ code: 0 });
      ada = await Person.known(system, ada.email);
      factors = new SecondFactors(system);
    }, LIMIT_MS);
    afterAll(() => system.dispose(), LIMIT_MS);

    const list = (token: string) => send('GET', `${system.authUrl}/api/v2/admin/users`, { token });
    const logIn = (json: object) =>
      send<{ challenge: string; token: string }>(
        'POST',
        `${system.authUrl}/api/v2/account/sessions`,
        { json },
      );
    it('are like other users without one', async () => {
      expectProblem(await list(ada.token), 'admin_required');
      expect((await ada.list()).status).toBe(200);
    });

    it('administer after a login with it, not in the session in which they have set it up', async () => {
      await factors.setUpApp(ada.token);
      expectProblem(await list(ada.token), 'admin_required');
      const { body } = await logIn({ email: ada.email, password: PASSWORD });
      ({ token } = (await logIn({ challenge: body.challenge, code: codeOf(factors.app, 1) })).body);
      expect((await list(token)).status).toBe(200);
    });

    it('are like other users again when they remove it, in the session that they have', async () => {
      const totp = `${system.authUrl}/api/v2/account/totp`;
      expect((await send('DELETE', totp, { token })).status).toBe(204);
      await waitFor(
        async () => (await list(token)).status === 403,
        KNOWN_WITHIN_MS,
        () => 'the session to be refused',
      );
      expectProblem(await list(token), 'admin_required');
      expect((await send('GET', `${system.authUrl}/api/v1/auth/session`, { token })).status).toBe(
        200,
      );
    });
  });
}
