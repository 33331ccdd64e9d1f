import { MarkedClient } from '../../privacy/marked-client.js';
import { MarkedFactors } from '../../privacy/marked-factors.js';
import { administer } from '../../support/administer.js';
import { Person } from '../../support/person.js';
import type { Walk } from './walk.js';

/** The first administrator of a system, whom an operator has made. */
async function firstAdministrator({ system }: Walk): Promise<Person> {
  const { email } = await Person.arrive(system);
  const { code, output } = await administer(system, 'grant', email);
  if (code !== 0) throw new Error(output);
  return Person.known(system, email);
}

/** An administrator manages the account of a person, and deletes it. */
export function describeManagedAccounts(walk: () => Walk): void {
  let ada: Person;
  beforeAll(async () => {
    ada = await firstAdministrator(walk());
  });

  const admin = <Body>(request: string) => walk().ask<Body>('auth', request, ada.token);
  const idOf = async (person: Person) =>
    (await person.auth<{ unique_id: string }>('GET', 'users/get')).body.unique_id;
  const on = (id: string, method: string, path = '') =>
    admin(`${method} v2/admin/users/${id}${path}`);

  it('disables a person, who is enabled again', async () => {
    const { people, system } = walk();
    const bob = await Person.arrive(system);
    const id = await idOf(bob);
    const own = await walk().ask('auth', 'GET v2/admin/users', bob.token);
    expect(own.body).toMatchObject({ code: 'admin_required' });
    expect(await walk().statusesOf(bob.token)).toEqual([200, 200, 200]);
    expect((await on(id, 'POST', '/disable')).status).toBe(204);
    await walk().untilRefused(bob.token);
    expect((await people.logIn(bob.email)).body.code).toBe('invalid_credentials');
    expect((await on(id, 'POST', '/enable')).status).toBe(204);
    expect((await people.logIn(bob.email)).status).toBe(200);
  });

  it('resets the second factors of a person, who gets a mail and logs in by the password', async () => {
    const { people, system, mails } = walk();
    const bob = await Person.arrive(system);
    const id = await idOf(bob);
    const client = new MarkedClient(system, mails);
    client.token = bob.token;
    await new MarkedFactors(client).setUp();
    expect((await people.logIn(bob.email)).body.code).toBe('second_factor_required');
    expect((await on(id, 'DELETE', '/factors')).status).toBe(204);
    await walk().until('the mail about it', async () =>
      walk()
        .mailsTo(bob.email)
        .some(({ source }) => /^Subject: Your second factor .* was removed/m.test(source)),
    );
    await walk().untilRefused(bob.token);
    expect((await people.logIn(bob.email)).status).toBe(200);
    const path = `GET v2/admin/users/${id}/audit`;
    const { entries } = (await admin<{ entries: object[] }>(path)).body;
    const entry = { action: 'factors_reset', actor: await idOf(ada) };
    expect(entries).toContainEqual(expect.objectContaining(entry));
  });

  it('deletes a person at once: a shared item has the friend as its owner', async () => {
    const { people, system } = walk();
    const [bob, friend] = [await Person.arrive(system), await Person.arrive(system)];
    const item = await bob.createItem('shared');
    await bob.share(item, friend.email);
    expect((await on(await idOf(bob), 'DELETE')).status).toBe(204);
    await walk().untilRefused(bob.token);
    await walk().until('the friend to own the item', async () => {
      const [first, ...others] = (await friend.usersOf(item)).body;
      return first?.email === friend.email && first.role === 'owner' && others.length === 0;
    });
    expect((await people.logIn(bob.email)).body.code).toBe('invalid_credentials');
  });
}
