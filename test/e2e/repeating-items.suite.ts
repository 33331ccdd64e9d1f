import { type Answer, send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { type Item, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface RepeatingItem extends Item {
  due: { date: string; time?: string; time_zone?: string } | null;
  repeat: string | null;
  completed_at: string | null;
  role: string;
}

/** Far enough that it is never in the past. */
const WEEKLY = {
  ...{ title: 'water plants', notes: '- the fern', priority: 1, labels: ['home'] },
  ...{ due: { date: '2090-01-02' }, repeat: 'FREQ=WEEKLY;BYDAY=MO,FR' },
};
const NEXT = { ...WEEKLY, due: { date: '2090-01-06' }, status: 'PENDING', completed_at: null };

/** Items that repeat: in version 2, and ticked by version 1. */
export function describeRepeatingItems(system: System): void {
  let owner: Person;
  beforeEach(async () => {
    owner = await Person.arrive(system());
  });

  const url = (path = '') => `${system().todoUrl}/api/v2/items${path}`;
  const add = (json: unknown) => send<RepeatingItem>('POST', url(), { token: owner.token, json });
  const patch = (id: number, json: unknown, { token } = owner, tag = '*') =>
    send<RepeatingItem>('PATCH', url(`/${id}`), { token, json, headers: { 'if-match': tag } });
  const list = async ({ token } = owner) =>
    (await send<{ items: RepeatingItem[] }>('GET', url(), { token })).body.items;
  const tagOf = ({ headers }: Answer<unknown>) => headers.get('etag')!;

  it('have a rule, as its canonical text, which their ETag names', async () => {
    const added = await add({ ...WEEKLY, repeat: 'BYDAY=FR,MO;INTERVAL=1;FREQ=WEEKLY' });
    expect(added).toMatchObject({ status: 201, body: WEEKLY });
    const { id } = added.body;
    const changed = await patch(id, { repeat: 'FREQ=DAILY' }, owner, tagOf(added));
    expect(changed).toMatchObject({ status: 200, body: { repeat: 'FREQ=DAILY' } });
    expect(tagOf(changed)).not.toBe(tagOf(added));
    expectProblem(await patch(id, { repeat: null }, owner, tagOf(added)), 'item_changed');
    expect((await patch(id, { repeat: null, due: null })).body).toMatchObject({ repeat: null });
    expect((await add({ title: 'once' })).body.repeat).toBeNull();
  });

  it('are followed by the next one when version 2 ticks them', async () => {
    const added = await add(WEEKLY);
    const { id } = added.body;
    const done = await patch(id, { status: 'DONE' }, owner, tagOf(added));
    expect(done.body).toMatchObject({ ...WEEKLY, id, status: 'DONE', repeat: null });
    expectProblem(await patch(id, { status: 'DONE' }, owner, tagOf(added)), 'item_changed');
    expect(await list()).toMatchObject([done.body, NEXT]);
    await patch(id, { status: 'PENDING' });
    await patch(id, { status: 'DONE' });
    expect(await list()).toHaveLength(2);
  });

  it('are followed by one next one when both versions tick them at once, for all members', async () => {
    const member = await Person.arrive(system());
    const { id } = (await add(WEEKLY)).body;
    await owner.share(id, member.email);
    const ticks = await Promise.all([
      owner.change({ id, status: 'DONE' }),
      member.update({ id, title: WEEKLY.title, status: 'done' }),
      patch(id, { status: 'DONE' }),
      patch(id, { status: 'DONE' }, member),
    ]);
    expect(ticks.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { pending, done } = (await member.list()).body;
    expect([pending, done]).toMatchObject([[{ title: WEEKLY.title }], [{ id }]]);
    expect(await list()).toMatchObject([
      { id, repeat: null },
      { ...NEXT, role: 'owner' },
    ]);
    expect(await list(member)).toMatchObject([{ id }, { ...NEXT, role: 'member' }]);
    expect((await member.usersOf(pending[0]!.id)).body).toEqual((await member.usersOf(id)).body);
  });

  it('end', async () => {
    const { id } = (await add({ ...WEEKLY, repeat: 'FREQ=WEEKLY;COUNT=1' })).body;
    await owner.change({ id, status: 'DONE' });
    expect(await list()).toMatchObject([{ id, status: 'DONE', repeat: null }]);
  });

  it('may be postponed: the next one is due on a day of the rule', async () => {
    const { id } = (await add(WEEKLY)).body;
    expect((await patch(id, { due: { date: '2090-01-04' } })).status).toBe(200);
    await owner.change({ id, status: 'DONE' });
    expect((await list())[1]).toMatchObject(NEXT);
  });

  it.each<[object, string]>([
    [{ due: null }, 'due'],
    [{ due: { date: '2090-01-03' } }, 'repeat'],
    [{ repeat: 'FREQ=HOURLY' }, 'repeat'],
    [{ repeat: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'repeat'],
    [{ repeat: '' }, 'repeat'],
    [{ repeat: 1 }, 'repeat'],
    [{ repeat: `FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(100)}1` }, 'repeat'],
  ])('refuse %j', async (fields, path) => {
    const json = { ...WEEKLY, ...fields };
    const refused = await add(json);
    expectProblem(refused, 'validation_failed');
    expect(refused.body).toMatchObject({ errors: [{ path }] });
    const { id } = (await add({ title: 'x' })).body;
    const unchanged = await patch(id, json);
    expectProblem(unchanged, 'validation_failed');
    expect(unchanged.body).toMatchObject({ errors: [{ path }] });
    expect(await list()).toMatchObject([{ id, title: 'x', repeat: null }]);
  });

  it('keep their due date as long as they repeat', async () => {
    const { id } = (await add(WEEKLY)).body;
    const refused = await patch(id, { due: null });
    expectProblem(refused, 'validation_failed');
    expect(refused.body).toMatchObject({ errors: [{ path: 'due' }] });
  });

  it('are in the events of live lists, with the next one', async () => {
    const { id } = (await add(WEEKLY)).body;
    const { token } = owner;
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, { token });
    try {
      await owner.change({ id, status: 'DONE' });
      const made = await reader.until(({ event }) => event === 'created');
      expect(made.data).toMatchObject(NEXT);
      const done = await reader.until(({ event }) => event === 'changed');
      expect(done.data).toMatchObject({ id, status: 'DONE', repeat: null });
    } finally {
      reader.close();
    }
  });

  it('are in the export', async () => {
    await add(WEEKLY);
    const { token } = owner;
    const answer = await send('GET', `${system().todoUrl}/api/v2/todo/export`, { token });
    expect(answer.text).toContain(`"repeat":"${WEEKLY.repeat}"`);
  });
}
