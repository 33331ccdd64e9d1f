import { PASSWORD } from '../../support/person.js';
import type { Walk } from './walk.js';

const NEXT = 'another-passphrase-of-tests';
const THIRD = 'a-third-passphrase-of-tests';

/** A person changes the password, and forgets it. */
export function describePasswords(walk: () => Walk): void {
  it('changes the password: the other session ends, and a mail tells it', async () => {
    const { people } = walk();
    const user = await people.newUser();
    const other = (await people.logIn(user.email)).body;
    const json = { current_password: PASSWORD, new_password: NEXT };
    expect((await people.v2('PUT', 'account/password', json, user.token)).status).toBe(204);
    await walk().told(user.email, 'Your password');
    await walk().untilRefused(other);
    expect(await walk().statusesOf(user.token)).toEqual([200, 200, 200]);
    expect((await people.logIn(user.email)).status).toBe(401);
    expect((await people.logIn(user.email, NEXT)).status).toBe(200);
  });

  it('sets a new password by a link in a mail, once, and ends all sessions', async () => {
    const { people } = walk();
    const user = await people.newUser();
    expect((await people.v2('POST', 'password-resets', { email: user.email })).status).toBe(202);
    const token = await people.tokenTo(user.email, 'reset-password');
    const complete = () =>
      people.v2('POST', 'password-resets/complete', { token, new_password: THIRD });
    expect((await complete()).status).toBe(204);
    expect((await complete()).status).toBe(410);
    await walk().untilRefused(user.token);
    const { body } = await people.logIn(user.email, THIRD);
    expect(await walk().statusesOf(body)).toEqual([200, 200, 200]);
  });
}
