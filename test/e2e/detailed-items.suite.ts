import { type Answer, send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { type Item, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface DetailedItem extends Item {
  notes: string;
  priority: number;
  due: { date: string; time?: string; time_zone?: string } | null;
  labels: string[];
  etag: string;
  created_at: string | null;
  updated_at: string | null;
  completed_at: string | null;
  role: string;
}

interface ItemsPage {
  items: DetailedItem[];
  next_cursor: string | null;
}

const WHOLE = {
  title: 'call Ada',
  status: 'PENDING',
  notes: '# Ada\n- one',
  priority: 2,
  due: { date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' },
  labels: ['work', 'calls'],
} as const;

const askItems = (system: System, { token }: Person, query = '') =>
  send<ItemsPage>('GET', `${system().todoUrl}/api/v2/items${query}`, { token });
const addItem = (system: System, { token }: Person, json: unknown) =>
  send<DetailedItem>('POST', `${system().todoUrl}/api/v2/items`, { token, json });

/** Items with their details, as version 2 of the API has them. */
export function describeDetailedItems(system: System): void {
  let owner: Person;
  beforeEach(async () => {
    owner = await Person.arrive(system());
  });

  const add = (json: unknown, person = owner) => addItem(system, person, json);
  const list = (query = '', person = owner) => askItems(system, person, query);
  const patch = (id: number, json: unknown, tag: string, { token } = owner) =>
    send<DetailedItem>('PATCH', `${system().todoUrl}/api/v2/items/${id}`, {
      token,
      json,
      headers: { 'if-match': tag },
    });
  const tagOf = ({ headers }: Answer<unknown>) => headers.get('etag')!;
  const titles = async (query: string) => (await list(query)).body.items.map(({ title }) => title);

  it('are added, with what is given and the rest empty', async () => {
    const whole = await add(WHOLE);
    expect(whole).toMatchObject({
      status: 201,
      body: { ...WHOLE, role: 'owner', updated_at: null, completed_at: null },
    });
    expect(Date.parse(whole.body.created_at!)).not.toBeNaN();
    const short = await add({ title: ' tea ' });
    expect((await add({ title: 'x', labels: ['a', ' a', 'b'] })).body.labels).toEqual(['a', 'b']);
    const empty = { status: 'PENDING', notes: '', priority: 0, due: null, labels: [] };
    expect(short.body).toMatchObject({ title: 'tea', ...empty });
    const page = await list();
    expect(page).toMatchObject({ status: 200, body: { next_cursor: null } });
    expect(page.body.items).toMatchObject([whole.body, short.body, { title: 'x' }]);
    expect(whole.body.etag).toBe(tagOf(whole));
    expect(whole.headers.get('location')).toBe(`/api/v2/items/${whole.body.id}`);
    const { id, title, status } = whole.body;
    expect((await owner.list()).body.pending).toContainEqual({ id, title, status });
    expect(await patch(id, { notes: '' }, tagOf(whole))).toMatchObject({ status: 200 });
  });

  it('change field by field, on the condition that they are as they were seen', async () => {
    const { body, ...added } = await add(WHOLE);
    const tag = added.headers.get('etag')!;
    const changed = await patch(body.id, { due: null, labels: ['home'] }, tag);
    expect(changed.body).toMatchObject({ ...WHOLE, due: null, labels: ['home'] });
    expect(changed.body.updated_at).not.toBeNull();
    const refused = await patch(body.id, { notes: 'lost?' }, tag);
    expectProblem(refused, 'item_changed');
    expect(refused.body).toMatchObject({ current: changed.body });
    const done = await patch(body.id, { status: 'DONE' }, tagOf(refused));
    expect(done.body.completed_at).not.toBeNull();
    await owner.change({ id: body.id, status: 'PENDING' });
    expect((await list()).body.items[0]).toMatchObject({ completed_at: null, labels: ['home'] });
  });

  it('are listed page by page, selected and sorted', async () => {
    for (const [i, label] of ['a', 'b', 'a', 'b', 'a'].entries())
      await add({ title: `t${i}`, labels: [label], due: { date: `2026-12-0${5 - i}` } });
    await add({ title: 'someday', status: 'DONE' });
    const first = await list('?limit=4');
    expect(first.body.items).toHaveLength(4);
    const second = await list(`?limit=4&cursor=${first.body.next_cursor}`);
    expect(second.body).toMatchObject({
      items: [{ title: 't4' }, { title: 'someday' }],
      next_cursor: null,
    });
    expect(await titles('?label=a')).toEqual(['t0', 't2', 't4']);
    expect(await titles('?text=some')).toEqual(['someday']);
    expect(await titles('?text=B&sort=-created')).toEqual(['t3', 't1']);
    expect(await titles('?status=DONE')).toEqual(['someday']);
    expect(await titles('?due_from=2026-12-02&due_to=2026-12-03')).toEqual(['t2', 't3']);
    expect(await titles('?sort=due')).toEqual(['t4', 't3', 't2', 't1', 't0', 'someday']);
    expect(await titles('?sort=-created&limit=2')).toEqual(['someday', 't4']);
  });

  it.each<[string, string, unknown]>([
    ['a status in lower case', 'status', { status: 'done' }],
    ['an empty title', 'title', { title: '' }],
    ['notes of more than 32 KiB', 'notes', { notes: 'x'.repeat(32_769) }],
    ['notes of more than 32 KiB of UTF-8', 'notes', { notes: 'é'.repeat(20_000) }],
    ['notes with NUL', 'notes', { notes: 'a\u0000' }],
    ['notes with a control character', 'notes', { notes: 'a\u001b[1m' }],
    ['notes with a lone surrogate', 'notes', { notes: 'a\ud800' }],
    ['a priority above 3', 'priority', { priority: 4 }],
    ['a priority that is a text', 'priority', { priority: '1' }],
    ['a label in two lines', 'labels.0', { labels: ['a\nb'] }],
    ['an invisible label', 'labels.0', { labels: ['\u200b'] }],
    ['a label of 51 characters', 'labels.0', { labels: ['x'.repeat(51)] }],
    ['an empty label', 'labels.0', { labels: [' '] }],
    ['21 labels', 'labels', { labels: Array.from({ length: 21 }, (_, i) => `${i}`) }],
    ['a due date that is a text', 'due', { due: '2026-12-31' }],
    ['30 February', 'due.date', { due: { date: '2026-02-30' } }],
    ['a time without a zone', 'due.time_zone', { due: { date: '2026-12-31', time: '09:30' } }],
    [
      'a zone without a time',
      'due.time_zone',
      { due: { date: '2026-12-31', time_zone: 'Europe/Berlin' } },
    ],
    ['24:00', 'due.time', { due: { ...WHOLE.due, time: '24:00' } }],
    [
      'a zone that does not exist',
      'due.time_zone',
      { due: { ...WHOLE.due, time_zone: 'Mars/Phobos' } },
    ],
    [
      'an offset instead of a zone',
      'due.time_zone',
      { due: { ...WHOLE.due, time_zone: '+02:00' } },
    ],
  ])('refuse %s', async (_, path, field) => {
    const refused = await add({ title: 'x', ...(field as object) });
    expectProblem(refused, 'validation_failed');
    expect(refused.body).toMatchObject({ errors: [{ path }] });
    expect((await list()).body.items).toEqual([]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=%20',
    'status=LATER',
    'text=',
    'text=%00',
    `text=${'x'.repeat(201)}`,
    'status=done',
    'sort=id',
    'due_from=2026-02-30',
  ])('refuse the query %s', async (query) =>
    expectProblem(await list(`?${query}`), 'validation_failed'),
  );

  it('are not continued with a cursor of another person, of another order, or of none', async () => {
    const other = await Person.arrive(system());
    for (const title of ['a', 'b']) await add({ title, labels: ['of the owner'] });
    // A label of another person is as one that no one has.
    expect((await list('?label=of%20the%20owner')).body.items).toHaveLength(2);
    const none = { status: 200, body: { items: [], next_cursor: null } };
    for (const label of ['of%20the%20owner', 'of%20no%20one'])
      expect(await list(`?label=${label}`, other)).toMatchObject(none);
    const { next_cursor } = (await list('?limit=1')).body;
    const cursor = `cursor=${next_cursor}`;
    expectProblem(await list(`?${cursor}`, other), 'cursor_unknown');
    expectProblem(await list(`?${cursor}&sort=title`), 'cursor_unknown');
    expectProblem(await list('?cursor=abc'), 'cursor_unknown');
    expectProblem(await list(`?cursor=${'x'.repeat(2_000)}`), 'cursor_unknown');
    expectProblem(await list(`?cursor=${'x'.repeat(2_001)}`), 'validation_failed');
    expect((await list(`?${cursor}`)).body.items).toMatchObject([{ title: 'b' }]);
  });

  it('are in the events of live lists', async () => {
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, {
      token: owner.token,
    });
    try {
      const { body, headers } = await add(WHOLE);
      const event = await reader.until(({ event }) => event === 'created');
      expect(event.data).toEqual(body);
      expect(body.etag).toBe(headers.get('etag'));
    } finally {
      reader.close();
    }
  });
}

/** With a store that has titles and statuses only. */
export function describeWithoutDetails(system: System): void {
  it('says so, and changes nothing', async () => {
    const owner = await Person.arrive(system());
    const id = await owner.createItem('code');
    expectProblem(await addItem(system, owner, { title: 'x' }), 'database_required');
    expectProblem(await askItems(system, owner), 'database_required');
    const url = `${system().todoUrl}/api/v2/items/${id}`;
    const headers = { 'if-match': '*' };
    const { token } = owner;
    expectProblem(
      await send('PATCH', url, { token, headers, json: { notes: 'x' } }),
      'database_required',
    );
    const due = { date: '2090-01-01' };
    const repeating = await addItem(system, owner, { title: 'x', due, repeat: 'FREQ=DAILY' });
    expectProblem(repeating, 'database_required');
    expect(await send('PATCH', url, { token, headers, json: { title: 'x' } })).toMatchObject({
      status: 200,
      body: { id, title: 'x', notes: '', labels: [], due: null },
    });
    expect((await owner.list()).body.pending).toEqual([{ id, title: 'x', status: 'PENDING' }]);
  });
}
