import { anyEmail, send } from '../support/client.js';
import { acceptEachOther, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

export function describeSharing(system: System): void {
  let [alice, bob, carol]: Person[] = [];
  beforeEach(async () => {
    [alice, bob, carol] = [
      await Person.arrive(system()),
      await Person.arrive(system()),
      await Person.arrive(system()),
    ];
  });
  const shown = async (person: Person, role: 'owner' | 'member') => ({
    user_id: await person.id(),
    email: person.email,
    role,
  });

  it('shares an item by email in any case, and lists its members', async () => {
    await acceptEachOther([alice!, bob!]);
    const item = await alice!.createItem('ours');
    const all = [await shown(alice!, 'owner'), await shown(bob!, 'member')];
    const shared = await alice!.invite(item, ` ${bob!.email.toUpperCase()} `);
    expect(shared).toMatchObject({ status: 201, body: all });
    for (const person of [alice!, bob!]) {
      expect(await person.usersOf(item)).toMatchObject({ status: 200, body: all });
      expect(titles((await person.list()).body)).toEqual(['ours']);
    }
    expect(titles((await carol!.list()).body)).toEqual([]);
  });

  it('shows changes of a member to all, without further fields of the API', async () => {
    const id = await alice!.createItem('ours');
    await alice!.share(id, bob!.email);
    const changed = { id, title: 'done by bob', status: 'DONE' };
    expect((await bob!.update(changed)).body).toEqual({ pending: [], done: [changed] });
    expect((await alice!.list()).body).toEqual({ pending: [], done: [changed] });
  });

  it('keeps the tick of a member when the owner renames the item from an older list', async () => {
    const id = await alice!.createItem('ours');
    await alice!.share(id, bob!.email);
    await bob!.change({ id, status: 'DONE' });
    await alice!.change({ id, title: 'still ours' });
    const done = [{ id, title: 'still ours', status: 'DONE' }];
    for (const person of [alice!, bob!]) expect((await person.list()).body.done).toEqual(done);
  });

  it('lists own and shared items together, oldest first', async () => {
    await bob!.create('first');
    const item = await alice!.createItem('second');
    await alice!.share(item, bob!.email);
    await bob!.create('third');
    expect(titles((await bob!.list()).body)).toEqual(['first', 'second', 'third']);
  });

  it('refuses invalid emails, and existing members', async () => {
    const item = await alice!.createItem('ours');
    for (const email of ['', 'unknown', 7 as unknown as string]) {
      expectProblem(await alice!.share(item, email), 'validation_failed');
    }
    await alice!.share(item, bob!.email);
    expectProblem(await alice!.share(item, bob!.email), 'already_shared');
    expectProblem(await alice!.share(item, alice!.email), 'already_shared');
  });

  it('shares once for five concurrent requests', async () => {
    await acceptEachOther([alice!, bob!]);
    const item = await alice!.createItem('ours');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => alice!.share(item, bob!.email)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409]);
  });

  it.each(['abc', '0', '-1', '1.5', '0x1', '9007199254740992', '99999999999999999999'])(
    'refuses %s for the id of an item',
    async (id) => {
      const url = `${system().todoUrl}/api/v1/items/${id}/users`;
      expectProblem(await send('GET', url, { token: alice!.token }), 'validation_failed');
    },
  );

  it('lets a member leave: by the item, or by deleting it by title', async () => {
    const item = await alice!.createItem('ours');
    for (const leave of [
      async () => bob!.unshare(item, await bob!.id()),
      () => bob!.delete('ours'),
    ]) {
      await alice!.share(item, bob!.email);
      expect((await leave()).status).toBe(200);
      expect(titles((await bob!.list()).body)).toEqual([]);
      expect((await alice!.usersOf(item)).body).toEqual([await shown(alice!, 'owner')]);
    }
  });

  it('lets the owner remove a member, and a member remove no other', async () => {
    const item = await alice!.createItem('ours');
    await alice!.share(item, bob!.email);
    await alice!.share(item, carol!.email);
    expectProblem(await bob!.unshare(item, await carol!.id()), 'owner_required');
    expectProblem(await bob!.unshare(item, await alice!.id()), 'owner_required');
    const left = await alice!.unshare(item, await carol!.id());
    expect(left.body.map(({ email }) => email)).toEqual([alice!.email, bob!.email]);
    expectProblem(await alice!.unshare(item, await carol!.id()), 'connection_not_found');
    expect(titles((await carol!.list()).body)).toEqual([]);
  });

  it('deletes for all when the owner deletes by title', async () => {
    const item = await alice!.createItem('ours');
    await alice!.share(item, bob!.email);
    expect((await alice!.delete('ours')).status).toBe(200);
    expect(titles((await bob!.list()).body)).toEqual([]);
    expectProblem(await bob!.usersOf(item), 'item_not_found');
  });

  it('deletes an owned item before a shared one of the same title', async () => {
    const shared = await alice!.createItem('code');
    await alice!.share(shared, bob!.email);
    await bob!.create('code');
    expect((await bob!.delete('code')).body.pending).toMatchObject([{ id: shared }]);
  });

  it('hands an item over when its owner leaves, and deletes it with the last member', async () => {
    const item = await alice!.createItem('ours');
    await alice!.share(item, carol!.email);
    await alice!.share(item, bob!.email);
    expect(await alice!.unshare(item, await alice!.id())).toMatchObject({ status: 200, body: [] });
    expect((await bob!.usersOf(item)).body).toEqual([
      await shown(carol!, 'owner'),
      await shown(bob!, 'member'),
    ]);
    expect((await carol!.share(item, alice!.email)).status).toBe(201);
    for (const person of [alice!, carol!, bob!]) {
      expect((await person.unshare(item, await person.id())).status).toBe(200);
    }
    for (const person of [alice!, carol!, bob!]) {
      expect(titles((await person.list()).body)).toEqual([]);
    }
  });

  it('lists the members of an item to its members only', async () => {
    const item = await alice!.createItem('ours');
    expectProblem(await carol!.usersOf(item), 'item_not_found');
    expectProblem(await carol!.share(item, bob!.email), 'item_not_found');
    expectProblem(await carol!.share(item, anyEmail()), 'item_not_found');
    expectProblem(await carol!.unshare(item, await alice!.id()), 'item_not_found');
  });
}
