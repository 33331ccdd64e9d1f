import { send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface List {
  id: number;
  name: string;
  position: number;
  archived: boolean;
  created_at: string;
}

interface FiledItem {
  id: number;
  title: string;
  list_id: number | null;
  position: string | null;
  etag: string;
}

const callAs =
  (system: System, { token }: Person) =>
  <T>(method: string, path: string, json?: unknown, tag?: string) =>
    send<T>(method, `${system().todoUrl}/api/v2/${path}`, {
      token,
      ...(json !== undefined && { json }),
      ...(tag !== undefined && { headers: { 'if-match': tag } }),
    });

/** Lists of items, and the order in them. */
export function describeLists(system: System): void {
  let owner: Person;
  beforeEach(async () => {
    owner = await Person.arrive(system());
  });

  const call = <T>(method: string, path: string, json?: unknown, tag?: string) =>
    callAs(system, owner)<T>(method, path, json, tag);
  const addList = async (name = 'work') => (await call<List>('POST', 'lists', { name })).body;
  const add = async (title: string, listId: number | null = null) =>
    (await call<FiledItem>('POST', 'items', { title, list_id: listId })).body;
  const titles = async (query: string) => {
    const { body } = await call<{ items: FiledItem[] }>('GET', `items?${query}`);
    return body.items.map(({ title }) => title);
  };

  it('are added, renamed, archived, moved and deleted', async () => {
    const made = await call<List>('POST', 'lists', { name: ' work ' });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'work', position: 0, archived: false },
    });
    const { id } = made.body;
    expect(made.headers.get('location')).toBe(`/api/v2/lists/${id}`);
    const home = await addList('home');
    expect(await call('PATCH', `lists/${id}`, { name: 'job', archived: true })).toMatchObject({
      status: 200,
      body: { ...made.body, name: 'job', archived: true },
    });
    await call('PATCH', `lists/${home.id}`, { position: 0 });
    expect((await call('GET', 'lists')).body).toMatchObject({
      lists: [
        { name: 'home', position: 0, archived: false },
        { name: 'job', position: 1, archived: true },
      ],
    });
    expect((await call('GET', `lists/${id}`)).body).toMatchObject({ id, name: 'job', position: 1 });
    expect((await call('DELETE', `lists/${id}`)).status).toBe(204);
    expectProblem(await call('GET', `lists/${id}`), 'list_not_found');
  });

  it('have items, which move to the default list before a list is deleted', async () => {
    const { id } = await addList();
    const tea = await add('tea', id);
    expect(tea).toMatchObject({ list_id: id, position: null });
    await owner.createItem('of version 1');
    expect(await titles(`list=${id}`)).toEqual(['tea']);
    expect(await titles('list=default')).toEqual(['of version 1']);
    expect((await owner.list()).body.pending).toHaveLength(2);
    expectProblem(await call('DELETE', `lists/${id}`), 'list_not_empty');
    expect((await call('DELETE', `lists/${id}?items=move`)).status).toBe(204);
    expect(await titles('list=default')).toEqual(['tea', 'of version 1']);
    expect((await call('GET', 'lists')).body).toEqual({ lists: [] });
  });

  it('file an item for one member, who keeps the ETag that all have', async () => {
    const member = await Person.arrive(system());
    const asMember = callAs(system, member);
    const [{ id: listId }, item] = [await addList(), await add('tea')];
    await owner.share(item.id, member.email);
    expectProblem(
      await call('PATCH', `items/${item.id}`, { list_id: listId }),
      'if_match_required',
    );
    const filed = await call('PATCH', `items/${item.id}`, { list_id: listId }, item.etag);
    expect(filed).toMatchObject({ status: 200, body: { list_id: listId, etag: item.etag } });
    const theirs = await asMember<FiledItem>('GET', `items/${item.id}`);
    expect(theirs.body).toMatchObject({ list_id: null, etag: item.etag });
    const back = await call('PATCH', `items/${item.id}`, { list_id: null }, item.etag);
    expect(back.body).toMatchObject({ list_id: null });
  });

  it('of other people are not there', async () => {
    const other = callAs(system, await Person.arrive(system()));
    const [{ id }, item] = [await addList(), await add('tea')];
    const theirs = (await other<FiledItem>('POST', 'items', { title: 'theirs' })).body;
    for (const refused of [
      await other('GET', `lists/${id}`),
      await other('PATCH', `lists/${id}`, { name: 'x' }),
      await other('DELETE', `lists/${id}?items=move`),
      await other('GET', `items?list=${id}`),
      await other('POST', 'items', { title: 'x', list_id: id }),
      await other('PATCH', `items/${theirs.id}`, { list_id: id }, '*'),
    ])
      expectProblem(refused, 'list_not_found');
    for (const [moved, after] of [
      [item.id, theirs.id],
      [theirs.id, item.id],
    ])
      expectProblem(await other('POST', `items/${moved}/move`, { after }), 'item_not_found');
  });

  it('have an order, in which items are moved', async () => {
    const { id } = await addList();
    const [a, b, c] = [await add('a', id), await add('b', id), await add('c', id)];
    const moved = await call<FiledItem>('POST', `items/${c.id}/move`, { before: a.id });
    expect(moved).toMatchObject({ status: 200, body: { list_id: id, etag: c.etag } });
    expect(moved.headers.get('etag')).toBe(c.etag);
    expect(await titles(`list=${id}&sort=position`)).toEqual(['c', 'a', 'b']);
    await call('POST', `items/${a.id}/move`, { after: b.id });
    const elsewhere = await add('elsewhere');
    await call('POST', `items/${elsewhere.id}/move`, { after: c.id });
    expect(await titles(`list=${id}&sort=position`)).toEqual(['c', 'elsewhere', 'b', 'a']);
    expect(await titles(`list=${id}`)).toEqual(['a', 'b', 'c', 'elsewhere']);
  });

  it.each<[string, string, string, unknown]>([
    ['a list without a name', 'POST', 'lists', {}],
    ['an empty name', 'POST', 'lists', { name: ' ' }],
    ['a name of 101 characters', 'POST', 'lists', { name: 'x'.repeat(101) }],
    ['an invisible name', 'POST', 'lists', { name: '\u200b' }],
    ['no change', 'PATCH', 'lists/1', {}],
    ['a position below 0', 'PATCH', 'lists/1', { position: -1 }],
    ['archived as a text', 'PATCH', 'lists/1', { archived: 'true' }],
    ['another fate of items', 'DELETE', 'lists/1?items=delete', undefined],
    ['the id of no list', 'GET', 'lists/x', undefined],
    ['a filter that is no list', 'GET', 'items?list=work', undefined],
    ['a filter below 1', 'GET', 'items?list=0', undefined],
    ['a list that is a text', 'POST', 'items', { title: 'x', list_id: '1' }],
    ['a move to no place', 'POST', 'items/1/move', {}],
    ['a move to two places', 'POST', 'items/1/move', { before: 1, after: 2 }],
    ['a move beside no item', 'POST', 'items/1/move', { before: null }],
  ])('refuse %s', async (_, method, path, json) => {
    expectProblem(await call(method, path, json), 'validation_failed');
  });

  it('are in the events of live lists, and in one’s own data', async () => {
    const item = await add('tea');
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, {
      token: owner.token,
    });
    try {
      const list = await addList();
      const event = await reader.until(({ event }) => event === 'lists');
      expect(event.data).toEqual({ lists: [list] });
      await call('PATCH', `items/${item.id}`, { list_id: list.id }, '*');
      const changed = await reader.until(({ event }) => event === 'changed');
      expect(changed.data).toEqual({ ...item, list_id: list.id });
      const { body } = await call('GET', 'todo/export');
      expect(body).toMatchObject({ lists: [list], items: [{ list_id: list.id, position: null }] });
    } finally {
      reader.close();
    }
  });
}

/** With a store that has none. */
export function describeWithoutLists(system: System): void {
  it('says so', async () => {
    const owner = await Person.arrive(system());
    const id = await owner.createItem('code');
    const call = callAs(system, owner);
    for (const refused of [
      await call('GET', 'lists'),
      await call('POST', 'lists', { name: 'x' }),
      await call('PATCH', 'lists/1', { name: 'x' }),
      await call('DELETE', 'lists/1'),
      await call('POST', `items/${id}/move`, { after: id }),
      await call('PATCH', `items/${id}`, { list_id: null }, '*'),
    ])
      expectProblem(refused, 'database_required');
  });
}
