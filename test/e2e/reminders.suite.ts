import { type Answer, send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface RemindedItem {
  id: number;
  etag: string;
  remind: boolean;
}

const DUE = { date: '2090-03-25', time: '09:30', time_zone: 'Europe/Berlin' };

const callAs =
  (system: System, { token }: Person) =>
  <Body = unknown>(method: string, path: string, json?: unknown, tag?: string) =>
    send<Body>(method, `${system().todoUrl}/api/v2/${path}`, {
      token,
      ...(json !== undefined && { json }),
      ...(tag !== undefined && { headers: { 'if-match': tag } }),
    });

/** Reminders of items, as version 2 of the API has them. Their mails: test/mail. */
export function describeReminders(system: System): void {
  let owner: Person;
  let call: ReturnType<typeof callAs>;
  beforeEach(async () => {
    owner = await Person.arrive(system());
    call = callAs(system, owner);
  });

  const add = async (json: object = {}) =>
    (await call<RemindedItem>('POST', 'items', { title: 'tea', due: DUE, ...json })).body;
  const patch = (id: number, json: object, tag = '*', by = call) =>
    by<RemindedItem>('PATCH', `items/${id}`, json, tag);
  const expectRefused = (answer: Answer) => {
    expectProblem(answer, 'validation_failed');
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/remind' }] });
  };

  it('are set and removed, without a change of the item', async () => {
    const item = await add();
    expect(item).toMatchObject({ remind: false });
    const set = await patch(item.id, { remind: true }, item.etag);
    expect(set).toMatchObject({ status: 200, body: { ...item, remind: true } });
    expect((await call('GET', `items/${item.id}`)).body).toEqual(set.body);
    expect((await call('GET', 'items')).body).toMatchObject({ items: [set.body] });
    expect(await patch(item.id, { remind: false }, item.etag)).toMatchObject({ body: item });
    expect(await add({ remind: true })).toMatchObject({ remind: true });
  });

  it('are of one member', async () => {
    const member = await Person.arrive(system());
    const { id } = await add({ remind: true });
    await owner.share(id, member.email);
    const theirs = callAs(system, member);
    expect((await theirs('GET', `items/${id}`)).body).toMatchObject({ remind: false });
    await patch(id, { remind: true }, '*', theirs);
    await patch(id, { remind: false });
    expect((await theirs('GET', `items/${id}`)).body).toMatchObject({ remind: true });
  });

  it('need a due time, and end with it', async () => {
    const days = { due: { date: DUE.date } };
    expectRefused(await call('POST', 'items', { title: 'tea', remind: true }));
    expectRefused(await call('POST', 'items', { title: 'tea', remind: true, ...days }));
    const plain = await add(days);
    expectRefused(await patch(plain.id, { remind: true }));
    expect(await patch(plain.id, { remind: true, due: DUE })).toMatchObject({
      body: { remind: true },
    });
    expectRefused(await patch(plain.id, { remind: true, due: null }));
    expect(await patch(plain.id, { due: null })).toMatchObject({ body: { remind: false } });
    expectProblem(await patch(plain.id, { remind: 'yes' }), 'validation_failed');
    expectProblem(await patch(plain.id, { remind: null }), 'validation_failed');
  });

  it('are those of the next one of an item that repeats, and of a restored one', async () => {
    const { id } = await add({ remind: true, repeat: 'FREQ=DAILY' });
    await owner.change({ id, status: 'DONE' });
    const { body } = await call<{ items: RemindedItem[] }>('GET', 'items?status=PENDING');
    expect(body.items).toMatchObject([{ remind: true }]);
    const next = body.items[0]!.id;
    await call('DELETE', `items/${next}`);
    expect(await call('POST', `items/${next}/restore`)).toMatchObject({ body: { remind: true } });
  });

  it.each([true, false])('are in many writes at once, atomic: %s', async (atomic) => {
    const item = await add();
    const update = { op: 'update', id: item.id, if_match: item.etag, remind: true };
    const create = { op: 'create', title: 'x', due: DUE, remind: true };
    const operations = [update, create];
    const { body } = await call('POST', 'items/bulk', { atomic, operations });
    expect(body).toMatchObject({ results: [{ status: 200, etag: item.etag }, { status: 201 }] });
    expect((await call('GET', 'items')).body).toMatchObject({
      items: [{ remind: true }, { remind: true }],
    });
    const refused = { operations: [{ ...create, due: null }] };
    expect((await call('POST', 'items/bulk', refused)).body).toMatchObject({
      results: [{ code: 'validation_failed', errors: [{ pointer: '/operations/0/remind' }] }],
    });
  });

  it('are in live lists and in one’s own data', async () => {
    const item = await add();
    const { token } = owner;
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, { token });
    try {
      await patch(item.id, { remind: true });
      const changed = await reader.until(({ event }) => event === 'changed');
      expect(changed.data).toEqual({ ...item, remind: true });
      const exported = await call('GET', 'todo/export');
      expect(exported.body).toMatchObject({ items: [{ remind: true }] });
    } finally {
      reader.close();
    }
  });
}

/** With a store that has none. */
export function describeWithoutReminders(system: System): void {
  it('says so', async () => {
    const owner = await Person.arrive(system());
    const id = await owner.createItem('code');
    const refused = await callAs(system, owner)('PATCH', `items/${id}`, { remind: false }, '*');
    expectProblem(refused, 'database_required');
  });
}
