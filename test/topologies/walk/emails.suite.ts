import type { Walk } from './walk.js';

const NEXT = 'another-passphrase-of-tests';

/** A person changes the email, and undoes it at the former address. */
export function describeEmails(walk: () => Walk): void {
  it('changes the email by a link to the new address, and restores it by one to the former', async () => {
    const { people } = walk();
    const user = await people.proven();
    const next = await people.change(user);
    expect(await people.emailOf(user.token)).toBe(next);
    expect((await people.logIn(user.email)).status).toBe(401);
    expect((await people.logIn(next)).status).toBe(200);
    await walk().told(user.email, 'Your email address');

    const undo = await people.tokenTo(user.email, 'undo-email-change');
    expect((await people.undo(undo)).status).toBe(204);
    expect((await people.undo(undo)).status).toBe(410);
    await walk().untilRefused(user.token);
    const token = await people.tokenTo(user.email, 'reset-password');
    await people.v2('POST', 'password-resets/complete', { token, new_password: NEXT });
    const { body } = await people.logIn(user.email, NEXT);
    expect(await people.emailOf(body)).toBe(user.email);
    expect((await people.logIn(next, NEXT)).status).toBe(401);
  });
}
