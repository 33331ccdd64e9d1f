import { makeAccessToken } from '../../support/access-token.js';
import type { Walk } from './walk.js';

/** A person makes an access token for a script. */
export function describeScripts(walk: () => Walk): void {
  it('lets a script read items, and nothing else, until it is deleted', async () => {
    const { people, authUrl } = walk();
    const user = await people.newUser();
    const { id, token } = await makeAccessToken(authUrl, user.token, ['items:read']);
    expect((await walk().ask('todo', 'GET v1/get/all', token)).status).toBe(200);
    const json = { title: 'code', status: 'PENDING' };
    const refused = await walk().ask('todo', 'POST v1/create', token, json);
    expect(refused.body).toMatchObject({ code: 'scope_missing', scope: 'items:write' });
    for (const path of ['account/export', 'account/sessions']) {
      expect((await walk().ask('auth', `GET v2/${path}`, token)).status).toBe(403);
    }
    expect((await walk().ask('mail', 'GET v2/mails/export', token)).status).toBe(403);
    const deleted = await people.v2('DELETE', `account/tokens/${id}`, undefined, user.token);
    expect(deleted.status).toBe(204);
    // Routes without a scope, such as those of mail, answer 403 to any access token.
    await walk().untilRefused(token, ['auth', 'todo']);
  });
}
