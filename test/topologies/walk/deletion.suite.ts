import { Person } from '../../support/person.js';
import type { Walk } from './walk.js';

/** A person asks for the deletion of the account, and logs in before it is due. */
export function describePlannedDeletion(walk: () => Walk): void {
  it('ends all sessions at once, and a login cancels it', async () => {
    const { people, system } = walk();
    const person = await Person.arrive(system);
    await person.createItem('kept');
    const { email, token } = person;
    expect((await people.v2('DELETE', 'account', undefined, token)).status).toBe(204);
    await walk().untilRefused(token);
    await walk().told(email, 'Your account at Seam will be deleted');
    expect((await people.register(email)).body.code).toBe('email_taken');

    person.token = await Person.logIn(system, email);
    await walk().told(email, 'Your account at Seam will not be deleted');
    expect((await person.list()).body.pending).toMatchObject([{ title: 'kept' }]);
    const { body } = await walk().ask('auth', 'GET v2/account/audit', person.token);
    const entry = expect.objectContaining({ action: 'deletion_cancelled' }) as object;
    expect(body).toMatchObject({ entries: expect.arrayContaining([entry]) as object });
  });
}
