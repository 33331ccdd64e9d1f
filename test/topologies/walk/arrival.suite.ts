import type { Walk } from './walk.js';

/** A person registers, and confirms the email. */
export function describeArrival(walk: () => Walk): void {
  it('welcomes a person once, who confirms the email by a link', async () => {
    const { people } = walk();
    const user = await people.newUser();
    const other = (await people.logIn(user.email)).body;
    expect(await walk().told(user.email, 'Welcome')).toBe(1);
    const link = await people.tokenTo(user.email, 'confirm-email');
    expect((await people.complete(link)).body.code).toBe('proof_required');
    expect((await people.complete(link, {}, user.token)).status).toBe(204);
    const { body } = await people.v2('GET', 'account', undefined, user.token);
    expect(body).toMatchObject({ email: user.email, email_verified: true });
    expect((await people.complete(link, {}, user.token)).status).toBe(410);
    await walk().untilRefused(other);
    expect(await walk().statusesOf(user.token)).toEqual([200, 200, 200]);
    expect(await walk().told(user.email, 'Welcome')).toBe(1);
  });
}
