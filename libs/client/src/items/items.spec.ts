import { createClient, type DetailedItem } from '../index.js';
import { json, problem, ScriptedServer } from '../testing/scripted-server.suite.js';

describe('items', () => {
  let server: ScriptedServer;
  beforeEach(async () => void (server = await ScriptedServer.start()));
  afterEach(() => server.stop());
  const client = () => createClient({ baseUrl: server.url });
  const item = (etag: string, more = {}) => ({ id: 1, etag, ...more }) as DetailedItem;
  const changed = (current: DetailedItem) => problem(412, 'item_changed', { current });
  const bodies = () => server.received.map(({ body }) => JSON.parse(body) as unknown);

  it('are read page by page', async () => {
    server.script(
      json({ items: [item('a'), item('b')], next_cursor: 'c 1' }),
      json({ items: [], next_cursor: 'c2' }),
      json({ items: [item('c')], next_cursor: null }),
    );
    const etags: string[] = [];
    for await (const { etag } of client().items({ label: 'work' })) etags.push(etag);
    expect(etags).toEqual(['a', 'b', 'c']);
    expect(server.received.map(({ url }) => url)).toEqual([
      '/api/v2/items?label=work',
      '/api/v2/items?label=work&cursor=c+1',
      '/api/v2/items?label=work&cursor=c2',
    ]);
  });

  it('are read no further than they are asked for', async () => {
    server.script(json({ items: [item('a')], next_cursor: 'c' }));
    for await (const each of client().items()) {
      expect(each.etag).toBe('a');
      break;
    }
    expect(server.received).toHaveLength(1);
  });

  it('have pages in other lists, too', async () => {
    server.script(json({ users: [], next_cursor: null }));
    for await (const { users } of client().pages('/api/v2/admin/users', { query: { limit: 2 } })) {
      expect(users).toEqual([]);
    }
    expect(server.received[0]!.url).toBe('/api/v2/admin/users?limit=2');
  });

  it('change on the condition that they are as they were seen', async () => {
    server.script(json(item('b')));
    expect(await client().update(item('a'), { title: 'x' })).toEqual(item('b'));
    expect(server.received[0]).toMatchObject({
      ...{ method: 'PATCH', url: '/api/v2/items/1', headers: { 'if-match': 'a' } },
    });
  });

  it('are left as they are without a merge', async () => {
    const current = item('b');
    server.script(changed(current));
    const change = client().update(item('a'), { title: 'x' });
    await expect(change).rejects.toMatchObject({ code: 'item_changed', problem: { current } });
    expect(server.received).toHaveLength(1);
  });

  it('take what a merge makes of the present one, with another key', async () => {
    const steps = ['b', 'c'].map((etag) => changed(item(etag, { labels: [etag] })));
    server.script(...steps, json(item('d')));
    const merged = await client().update(item('a'), { labels: ['x'] }, ({ labels }, change) => ({
      labels: [...labels, ...change.labels!],
    }));
    expect(merged).toEqual(item('d'));
    expect(server.headers('if-match')).toEqual(['a', 'b', 'c']);
    expect(bodies()).toEqual([['x'], ['b', 'x'], ['c', 'x']].map((labels) => ({ labels })));
    expect(new Set(server.headers('idempotency-key')).size).toBe(3);
  });

  it('are left as they are if a merge says so', async () => {
    const current = item('b', { title: 'x' });
    server.script(changed(current));
    expect(await client().update(item('a'), { title: 'x' }, () => undefined)).toEqual(current);
    expect(server.received).toHaveLength(1);
  });

  it('that change all the time are given up', async () => {
    server.script(changed(item('b')));
    const change = client().update(item('a'), { title: 'x' }, (_, same) => same);
    await expect(change).rejects.toMatchObject({ code: 'item_changed' });
    expect(server.received).toHaveLength(10);
  });
});
