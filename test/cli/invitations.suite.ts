import type { DetailedItem, Schema } from '#client';
import { anyEmail } from '../support/client.js';
import { Person } from '../support/person.js';
import { CommandUser, type Items } from './command.js';

/** What sharing prints: the members of an item or a list, or who is invited. */
interface Shared {
  users?: Schema<'ItemUsers'>;
  members?: Schema<'ItemUsers'>;
  invitation?: Schema<'NewInvitation'>;
}

/** Two people with the built command, who share. @param url of their server, whose links begin with `publicUrl` */
export function describeInvitations(url: () => string, publicUrl: string): void {
  let user: CommandUser;
  let guest: CommandUser;
  let person: Person;
  let guestPerson: Person;
  const arrive = () => Person.arrive({ authUrl: url(), todoUrl: url() });
  beforeEach(async () => {
    [user, guest] = [await CommandUser.make(), await CommandUser.make()];
    [person, guestPerson] = [await arrive(), await arrive()];
    await user.logIn(url(), person.email);
    await guest.logIn(url(), guestPerson.email);
  });
  afterEach(async () => {
    await user.remove();
    await guest.remove();
  });

  const addShared = async (title: string, email = guestPerson.email) => {
    const { id } = await user.json<DetailedItem>('add', title);
    return user.json<Shared>('share', String(id), email);
  };
  const invite = async (title: string, email?: string) =>
    (await addShared(title, email)).invitation!;
  const invitationsOf = (at: CommandUser) => at.json<Schema<'Invitations'>>('invitations');
  const titlesOf = async (at: CommandUser) =>
    (await at.json<Items>('list')).items.map(({ title }) => title);

  it('shares an item with who accepts the invitation, and the next one at once', async () => {
    const { id, expires_at } = await invite('party');
    expect((await guest.run('invitations')).stdout).toMatch(
      new RegExp(`^ *${id}  from ${person.email}  until \\d{4}-\\d\\d-\\d\\d  party\\n$`),
    );
    expect((await invitationsOf(user)).sent).toMatchObject([{ id, title: 'party', expires_at }]);
    expect(await titlesOf(guest)).toEqual([]);
    expect((await guest.run('invitations', 'accept', String(id))).stdout).toContain('party');
    expect(await titlesOf(guest)).toEqual(['party']);
    expect(await invitationsOf(user)).toEqual({ received: [], sent: [] });

    expect((await addShared('next')).users).toMatchObject([
      { email: person.email, role: 'owner' },
      { email: guestPerson.email, role: 'member' },
    ]);
    expect(await titlesOf(guest)).toEqual(['party', 'next']);
  });

  it('accepts an invitation for another email by its link', async () => {
    const { link } = await invite('party', anyEmail());
    expect(link).toMatch(`${publicUrl}/invitation#token=`);
    expect(await invitationsOf(guest)).toEqual({ received: [], sent: [] });
    expect((await guest.run('invitations', `--link=${link}`)).stdout).toContain(person.email);
    const accept = ['invitations', 'accept', `--link=${link}`];
    expect(await guest.json(...accept)).toMatchObject({ item: { title: 'party' }, list: null });
    expect(await titlesOf(guest)).toEqual(['party']);

    const token = (await invite('next', anyEmail())).token;
    await guest.logIn(url(), (await arrive()).email);
    await guest.json('invitations', 'accept', `--link=${token}`);
    expect(await titlesOf(guest)).toEqual(['next']);
  });

  it('shares a list with all items, removes a member, and leaves it', async () => {
    const { id } = await user.json<{ id: number }>('lists', 'add', 'home');
    await user.json('add', 'tea', '--list', 'home');
    const share = () => user.json<Shared>('share', '--list', String(id), guestPerson.email);
    const { invitation } = await share();
    expect((await guest.run('invitations')).stdout).toContain('list  home\n');
    await guest.json('invitations', 'accept', String(invitation!.id));
    expect(await titlesOf(guest)).toEqual(['tea']);
    const members = async (...more: string[]) =>
      (await user.run('lists', 'members', String(id), ...more)).stdout;
    const [owner, member] = [`${person.email}  owner\n`, `${guestPerson.email}  member\n`];
    expect(await members()).toBe(owner + member);
    expect(await members('--remove', guestPerson.email)).toBe(owner);
    expect(await titlesOf(guest)).toEqual([]);

    expect((await share()).members).toHaveLength(2);
    const { lists } = await guest.json<Schema<'Lists'>>('lists');
    expect(lists).toMatchObject([{ name: 'home', shared: true, role: 'member' }]);
    await guest.json('lists', 'leave', String(lists[0]!.id));
    expect([await titlesOf(guest), await members()]).toEqual([[], owner]);
  });

  it('declines and withdraws invitations', async () => {
    const [declined, withdrawn] = [await invite('party'), await invite('next')];
    expect((await guest.run('invitations', 'decline', String(declined.id))).exit).toBe(0);
    expect((await invitationsOf(guest)).received).toMatchObject([{ title: 'next' }]);
    expect((await invitationsOf(user)).sent).toHaveLength(2);
    expect((await user.run('invitations', 'withdraw', String(withdrawn.id))).exit).toBe(0);
    expect(await guest.run('invitations', 'accept', String(withdrawn.id))).toMatchObject({
      ...{ exit: 1, stdout: '' },
      stderr: expect.stringContaining('(invitation_not_found)') as string,
    });
  });

  it('blocks senders', async () => {
    const sendersOf = async () => (await guest.json<Schema<'Senders'>>('senders')).senders;
    const { id } = await invite('party');
    await guest.json('invitations', 'decline', String(id), '--block');
    const [sender] = await sendersOf();
    expect(sender).toMatchObject({ email: person.email, blocked: true });
    await invite('next');
    expect((await invitationsOf(guest)).received).toEqual([]);

    const change = (verb: string) => guest.json('senders', verb, String(sender!.user_id));
    await change('forget');
    expect(await sendersOf()).toEqual([]);
    const again = await invite('asked again');
    expect((await invitationsOf(guest)).received).toContainEqual(
      expect.objectContaining({ title: 'asked again' }),
    );
    expect((await guest.run('senders', 'block', String(sender!.user_id))).exit).toBe(1);
    await guest.json('invitations', 'accept', String(again.id));
    expect((await addShared('at once')).users).toHaveLength(2);
    await change('block');
    expect((await addShared('blocked')).users).toBeUndefined();
  });
}
