import { makeAccessToken } from '../support/access-token.js';
import { anyEmail, send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { adminRoutesOf } from './administration/admin-routes.js';
import { expectProblem } from './expect-problem.js';

/** What users who are no administrators see of administration. */
export function describeAdministration(system: System): void {
  const routes = async () => {
    const addresses = [...new Set([system().authUrl, system().todoUrl])];
    return (await Promise.all(addresses.map(adminRoutesOf))).flat();
  };

  it('is refused to a usual user, to access tokens, and to who is not logged in', async () => {
    const { token } = await Person.arrive(system());
    const scopes = ['items:read', 'items:write', 'account:read'];
    const made = await makeAccessToken(system().authUrl, token, scopes);
    const found = await routes();
    expect(found.length).toBeGreaterThanOrEqual(8);
    for (const { method, url } of found) {
      expectProblem(await send(method, url), 'unauthenticated');
      expectProblem(await send(method, url, { token }), 'admin_required');
      expectProblem(await send(method, url, { token: made.token }), 'session_required');
    }
  });

  it('refuses before it reads the request', async () => {
    const { token } = await Person.arrive(system());
    const admin = `${system().authUrl}/api/v2/admin`;
    expectProblem(await send('GET', `${admin}/users/x`, { token }), 'admin_required');
    expectProblem(await send('GET', `${admin}/users?limit=x`, { token }), 'admin_required');
    const json = { email: 1 };
    expectProblem(await send('POST', `${admin}/invitations`, { token, json }), 'admin_required');
  });

  it('lets all people register, and says so', async () => {
    const answer = await send('GET', `${system().authUrl}/api/v2/registration`);
    expect(answer).toMatchObject({ status: 200, body: { mode: 'open' } });
  });

  it.each([
    ['x'.repeat(43), 'invitation_invalid'],
    ['x', 'validation_failed'],
    [7, 'validation_failed'],
  ])('refuses the invitation %j', async (invitation, code) => {
    const json = { email: anyEmail(), password: PASSWORD, invitation };
    const answer = await send('POST', `${system().authUrl}/api/v1/users/create`, { json });
    expectProblem(answer, code);
  });
}
