import { Person } from '../../support/person.js';
import type { Walk } from './walk.js';

interface Mails {
  mails: { sent_at: string | null }[];
}

/** A person reads what each context stores of them. */
export function describeExports(walk: () => Walk): void {
  it('has an export of each context, and the audits', async () => {
    const { system } = walk();
    const [person, friend] = [await Person.arrive(system), await Person.arrive(system)];
    await person.share(await person.createItem('code'), friend.email);
    await walk().told(person.email, 'Welcome');
    const get = async <Body>(context: string, path: string) =>
      (await walk().ask<Body>(context, `GET v2/${path}`, person.token)).body;
    expect(await get('auth', 'account/export')).toMatchObject({ account: { email: person.email } });
    expect(await get('todo', 'todo/export')).toMatchObject({ items: [{ title: 'code' }] });
    // The server has the mail before mail has stored that.
    await walk().until('a mail that is sent', async () =>
      (await get<Mails>('mail', 'mails/export')).mails.some(({ sent_at }) => sent_at !== null),
    );
    const actions = async (context: string, path: string) =>
      (await get<{ entries: { action: string }[] }>(context, path)).entries.map(
        ({ action }) => action,
      );
    expect(await actions('auth', 'account/audit')).toEqual(['login', 'registered']);
    const shared = ['invitation_accepted', 'invitation_sent'];
    expect(await actions('todo', 'todo/audit')).toEqual(shared);
  });
}
