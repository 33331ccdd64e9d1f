import { anyEmail, send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { acceptEachOther, type NewInvitation, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

const APPLIED_WITHIN_MS = 5_000;

interface List {
  id: number;
  name: string;
  shared: boolean;
  role: string;
}

interface Members {
  members: { user_id: number; email: string; role: string }[];
}

const listsOf = async (person: Person) =>
  (await person.v2<{ lists: List[] }>('GET', 'lists')).body.lists;
const titlesIn = async (person: Person, list: number) => {
  const path = `items?list=${list}&sort=created`;
  const { body } = await person.v2<{ items: { title: string }[] }>('GET', path);
  return body.items.map(({ title }) => title);
};
const add = async (person: Person, title: string, list_id: number | null) =>
  (await person.v2<{ id: number }>('POST', 'items', { title, list_id })).body.id;

/** Lists that several people have. */
export function describeSharedLists(system: System): void {
  let [alice, bob, carol]: Person[] = [];
  let list: number;
  beforeEach(async () => {
    [alice, bob, carol] = [
      await Person.arrive(system()),
      await Person.arrive(system()),
      await Person.arrive(system()),
    ];
    list = (await alice.v2<List>('POST', 'lists', { name: 'home' })).body.id;
  });
  const share = <Body = NewInvitation>(person: Person, id: number, email: string) =>
    person.v2<Body>('POST', `lists/${id}/members`, { email });
  const membersOf = async (person: Person, id: number) =>
    (await person.v2<Members>('GET', `lists/${id}/members`)).body.members;
  const leave = async (person: Person, id: number, who = person) =>
    person.v2<Members>('DELETE', `lists/${id}/members/${await who.id()}`);
  /** Bob has the list, too. */
  async function joined(): Promise<number> {
    const { body } = await share(alice!, list, bob!.email);
    return (await bob!.accept(body.id)).body.list!.id;
  }

  it('are shared with all items by an invitation, the same for all emails', async () => {
    await add(alice!, 'tea', list);
    const [known, unknown] = [
      await share(alice!, list, bob!.email),
      await share(alice!, list, anyEmail()),
    ];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body));
    expect([...known.headers.keys()]).toEqual([...unknown.headers.keys()]);
    expect(known.body).toMatchObject({ item_id: null, list_id: list, title: 'home' });
    const found = await carol!.v2('POST', 'invitations/find', { token: unknown.body.token });
    expect(found.body).toMatchObject({ to: 'list', title: 'home' });
    const accepted = await bob!.accept(known.body.id);
    expect(accepted).toMatchObject({ status: 200, body: { item: null, list: { name: 'home' } } });
    const own = accepted.body.list!.id;
    expect(await titlesIn(bob!, own)).toEqual(['tea']);
    expect(await membersOf(bob!, own)).toEqual([
      { user_id: await alice!.id(), email: alice!.email, role: 'owner' },
      { user_id: await bob!.id(), email: bob!.email, role: 'member' },
    ]);
    expect(await listsOf(bob!)).toMatchObject([{ id: own, shared: true, role: 'member' }]);
    expect(await listsOf(alice!)).toMatchObject([{ id: list, shared: true, role: 'owner' }]);
  });

  it('are shared at once with who has accepted the owner', async () => {
    await acceptEachOther([alice!, bob!]);
    const shared = await share<Members>(alice!, list, bob!.email);
    expect(shared.status).toBe(201);
    expect(shared.body.members.map(({ email }) => email)).toEqual([alice!.email, bob!.email]);
    expectProblem(await share(alice!, list, bob!.email), 'already_shared');
    expectProblem(await share(alice!, list, alice!.email), 'already_shared');
    const own = (await listsOf(bob!))[0]!.id;
    expectProblem(await share(bob!, own, carol!.email), 'owner_required');
    expectProblem(await share(carol!, list, anyEmail()), 'list_not_found');
  });

  it('give what a member files in them to all, at once and in streams', async () => {
    const own = await joined();
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, {
      token: alice!.token,
    });
    await reader.until(({ event }) => event === 'list');
    const item = await add(bob!, 'bread', own);
    const { data } = await reader.until(({ event }) => event === 'shared');
    expect(data).toMatchObject({ id: item, title: 'bread', list_id: list, role: 'member' });
    reader.close();
    expect(await titlesIn(alice!, list)).toEqual(['bread']);
    expect(titles((await alice!.list()).body)).toEqual(['bread']);
    const headers = { 'if-match': '*' };
    const url = `${system().todoUrl}/api/v2/items/${item}`;
    await send('PATCH', url, { token: bob!.token, headers, json: { list_id: null } });
    expect(titles((await alice!.list()).body)).toEqual([]);
    expect(await titlesIn(bob!, own)).toEqual([]);
  });

  it('are left with all items, and handed over', async () => {
    const own = await joined();
    await add(alice!, 'of alice', list);
    await add(bob!, 'of bob', own);
    expectProblem(await leave(bob!, own, alice), 'owner_required');
    expectProblem(await leave(bob!, own, carol), 'connection_not_found');
    const left = await alice!.v2('DELETE', `lists/${list}/members/me`);
    expect(left).toMatchObject({ status: 200, body: { members: [] } });
    expect(await listsOf(alice!)).toEqual([]);
    expect(titles((await alice!.list()).body)).toEqual([]);
    expect(await listsOf(bob!)).toMatchObject([{ id: own, shared: false, role: 'owner' }]);
    expect((await titlesIn(bob!, own)).sort()).toEqual(['of alice', 'of bob']);
    expectProblem(await leave(bob!, own), 'connection_not_found');
  });

  it('are deleted for one member only, who takes the own items along', async () => {
    const own = await joined();
    await add(alice!, 'of alice', list);
    await add(bob!, 'of bob', own);
    expectProblem(await alice!.v2('DELETE', `lists/${list}`), 'list_not_empty');
    expect((await alice!.v2('DELETE', `lists/${list}?items=move`)).status).toBe(204);
    expect(await listsOf(alice!)).toEqual([]);
    expect(titles((await alice!.list()).body)).toEqual(['of alice']);
    expect(await listsOf(bob!)).toMatchObject([{ id: own, role: 'owner' }]);
    expect(titles((await bob!.list()).body)).toEqual(['of bob']);
  });

  it('lose a member whom the owner removes, and one whose account is deleted', async () => {
    const own = await joined();
    const { body } = await share(alice!, list, carol!.email);
    const third = (await carol!.accept(body.id)).body.list!.id;
    await add(bob!, 'of bob', own);
    expect((await leave(alice!, list, carol)).body.members).toHaveLength(2);
    expect(await listsOf(carol!)).toEqual([]);
    expectProblem(await carol!.v2('GET', `lists/${third}/members`), 'list_not_found');
    await bob!.deleteAccount();
    await waitFor(
      async () => (await membersOf(alice!, list)).length === 1,
      APPLIED_WITHIN_MS,
      () => 'the deleted member to be gone',
    );
    expect(await titlesIn(alice!, list)).toEqual(['of bob']);
  });
}

/** With a store that has no lists. */
export function describeWithoutSharedLists(system: System): void {
  it('are not there', async () => {
    const person = await Person.arrive(system());
    for (const [method, path, json] of [
      ['GET', 'lists/1/members'],
      ['POST', 'lists/1/members', { email: anyEmail() }],
      ['DELETE', 'lists/1/members/1'],
    ] as const) {
      expectProblem(await person.v2(method, path, json), 'database_required');
    }
  });
}
