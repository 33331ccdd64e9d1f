import { send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface TrashPage {
  items: { id: number; title: string; deleted_at: string }[];
  next_cursor: string | null;
}

const ask = <Body>(
  system: System,
  method: string,
  path: string,
  { token }: Person,
  { json, tag }: { json?: unknown; tag?: string } = {},
) =>
  send<Body>(method, `${system().todoUrl}/api/v2/${path}`, {
    token,
    ...(json !== undefined && { json }),
    ...(tag !== undefined && { headers: { 'if-match': tag } }),
  });

/** Items that are deleted and restored. */
export function describeTrash(system: System): void {
  let owner: Person;
  let member: Person;
  beforeEach(async () => {
    [owner, member] = [await Person.arrive(system()), await Person.arrive(system())];
  });

  const call = <Body = { id: number }>(method: string, path: string, person = owner) =>
    ask<Body>(system, method, path, person);
  const add = async (title: string) => {
    const json = { title, notes: '# notes', labels: ['work'], due: { date: '2090-01-01' } };
    return ask<{ id: number; etag: string }>(system, 'POST', 'items', owner, { json });
  };
  const trash = async (person = owner, query = '') =>
    (await call<TrashPage>('GET', `trash${query}`, person)).body;
  const trashed = async (person = owner) => (await trash(person)).items.map(({ title }) => title);

  it('go to the trash by their id or title, and are restored as they were', async () => {
    const { body: item, headers } = await add('tea');
    expect(await call('DELETE', `items/${item.id}`)).toMatchObject({ status: 204, text: '' });
    expectProblem(await call('GET', `items/${item.id}`), 'item_not_found');
    const { items, next_cursor } = await trash();
    const own = Object.entries(item).filter(
      ([field]) => !['etag', 'role', 'shared', 'list_id', 'position', 'remind'].includes(field),
    );
    expect(items).toEqual([
      { ...Object.fromEntries(own), deleted_at: expect.any(String) as string },
    ]);
    expect(next_cursor).toBeNull();
    const restored = await call('POST', `items/${item.id}/restore`);
    expect(restored).toMatchObject({ status: 200, body: item });
    expect(restored.headers.get('etag')).toBe(headers.get('etag'));
    expectProblem(await call('POST', `items/${item.id}/restore`), 'item_not_found');
    expect(await owner.delete('tea')).toMatchObject({ status: 200, body: { pending: [] } });
    expect(await trashed()).toEqual(['tea']);
  });

  it('are restored for their owner alone; a member who deletes one only leaves it', async () => {
    const { body } = await add('ours');
    await owner.share(body.id, member.email);
    expect((await call('DELETE', `items/${body.id}`, member)).status).toBe(204);
    expect(await trashed(member)).toEqual([]);
    expect((await call('GET', `items/${body.id}`)).status).toBe(200);
    await owner.share(body.id, member.email);
    await call('DELETE', `items/${body.id}`);
    expect((await member.list()).body.pending).toEqual([]);
    for (const [method, path] of [
      ['POST', `items/${body.id}/restore`],
      ['DELETE', `trash/${body.id}`],
    ] as const)
      expectProblem(await call(method, path, member), 'item_not_found');
    await call('POST', `items/${body.id}/restore`);
    expect((await owner.usersOf(body.id)).body).toMatchObject([{ role: 'owner' }]);
    expect((await member.list()).body.pending).toEqual([]);
  });

  it('stay if they are not as they were seen', async () => {
    const { body } = await add('tea');
    await owner.change({ id: body.id, title: 'green tea' });
    const remove = (tag: string) =>
      ask<object>(system, 'DELETE', `items/${body.id}`, owner, { tag });
    const refused = await remove(body.etag);
    expectProblem(refused, 'item_changed');
    expect(refused.body).toMatchObject({ current: { id: body.id, title: 'green tea' } });
    expectProblem(await remove('no tag'), 'validation_failed');
    expect(await trashed()).toEqual([]);
    expect((await remove(refused.headers.get('etag')!)).status).toBe(204);
    expect(await trashed()).toEqual(['green tea']);
  });

  it('are listed page by page, and deleted permanently, one or all', async () => {
    for (const title of ['a', 'b', 'c']) {
      const { body } = await add(title);
      await call('DELETE', `items/${body.id}`);
    }
    const first = await trash(owner, '?limit=2');
    expect(first.items.map(({ title }) => title)).toEqual(['c', 'b']);
    const second = await trash(owner, `?limit=2&cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ items: [{ title: 'a' }], next_cursor: null });
    const foreign = await call('GET', `trash?cursor=${first.next_cursor}`, member);
    expectProblem(foreign, 'cursor_unknown');
    expectProblem(await call('GET', 'trash?limit=0'), 'validation_failed');
    const { id } = first.items[0]!;
    expect((await call('DELETE', `trash/${id}`)).status).toBe(204);
    expectProblem(await call('DELETE', `trash/${id}`), 'item_not_found');
    expectProblem(await call('POST', `items/${id}/restore`), 'item_not_found');
    expect(await trashed()).toEqual(['b', 'a']);
    expect((await call('DELETE', 'trash')).status).toBe(204);
    expect(await trashed()).toEqual([]);
  });

  it('are in the events of live lists, deleted and created', async () => {
    const { token } = owner;
    const { body } = await add('tea');
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, { token });
    try {
      await call('DELETE', `items/${body.id}`);
      const gone = await reader.until(({ event }) => event === 'deleted');
      expect(gone.data).toEqual({ id: body.id });
      await call('POST', `items/${body.id}/restore`);
      const back = await reader.until(({ event }) => event === 'created');
      expect(back.data).toEqual(body);
    } finally {
      reader.close();
    }
  });

  it('are in the export of their owner', async () => {
    const { body } = await add('a deleted one');
    await call('DELETE', `items/${body.id}`);
    const { body: file } = await call<{ trash: unknown[] }>('GET', 'todo/export');
    expect(file.trash).toMatchObject([{ id: body.id, title: 'a deleted one', notes: '# notes' }]);
  });
}

/** With a store that has none: items are deleted nevertheless. */
export function describeWithoutTrash(system: System): void {
  it('deletes items permanently, and says so of the trash', async () => {
    const owner = await Person.arrive(system());
    const id = await owner.createItem('code');
    expect((await ask(system, 'DELETE', `items/${id}`, owner)).status).toBe(204);
    expect((await owner.list()).body.pending).toEqual([]);
    expectProblem(await ask(system, 'DELETE', `items/${id}`, owner), 'item_not_found');
    for (const [method, path] of [
      ['POST', `items/${id}/restore`],
      ['GET', 'trash'],
      ['DELETE', 'trash'],
      ['DELETE', `trash/${id}`],
    ] as const)
      expectProblem(await ask(system, method, path, owner), 'database_required');
  });
}
