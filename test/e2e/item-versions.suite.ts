import { send } from '../support/client.js';
import { type Item, Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

/** Changes of an item on the condition that it is as the client has seen it. */
export function describeItemVersions(system: System): void {
  let owner: Person;
  let member: Person;
  let id: number;
  beforeEach(async () => {
    [owner, member] = [await Person.arrive(system()), await Person.arrive(system())];
    id = await owner.createItem('code');
    await owner.share(id, member.email);
  });

  const ask = (method: string, { token }: Person, json?: unknown, tag?: string, path = `${id}`) =>
    send<Item>(method, `${system().todoUrl}/api/v2/items/${path}`, {
      token,
      headers: tag === undefined ? {} : { 'if-match': tag },
      ...(json !== undefined && { json }),
    });
  const patch = (person: Person, json: unknown, tag?: string, path?: string) =>
    ask('PATCH', person, json, tag, path);
  const tagOf = ({ headers }: { headers: Headers }) => headers.get('etag')!;

  it('are made, and give the item with its new tag', async () => {
    const seen = await ask('GET', owner);
    expect(seen).toMatchObject({ status: 200, body: { id, title: 'code', status: 'PENDING' } });
    const changed = await patch(owner, { status: 'DONE' }, tagOf(seen));
    expect(changed).toMatchObject({ status: 200, body: { id, title: 'code', status: 'DONE' } });
    expect(tagOf(changed)).not.toBe(tagOf(seen));
    const now = await ask('GET', member);
    expect([now.body, tagOf(now)]).toEqual([{ ...changed.body, role: 'member' }, tagOf(changed)]);
    expect(await patch(member, { title: 'more' }, `"other", ${tagOf(now)}`)).toMatchObject({
      status: 200,
      body: { id, title: 'more', status: 'DONE' },
    });
    expect(await patch(member, { title: 'in any case' }, '*')).toMatchObject({ status: 200 });
  });

  it('are refused with the present item after another change, also by version 1', async () => {
    const tag = tagOf(await ask('GET', owner));
    await member.change({ id, title: 'of the member' });
    const refused = await patch(owner, { title: 'of the owner' }, tag);
    expectProblem(refused, 'item_changed');
    const now = { id, title: 'of the member', status: 'PENDING' };
    expect(refused.body).toMatchObject({ current: now });
    expect((await ask('GET', owner)).body).toMatchObject(now);
    expect(await patch(owner, { title: 'of the owner' }, tagOf(refused))).toMatchObject({
      status: 200,
      body: { title: 'of the owner' },
    });
  });

  it('need the tag, in the form of tags', async () => {
    expectProblem(await patch(owner, { status: 'DONE' }), 'if_match_required');
    const tag = tagOf(await ask('GET', owner));
    expectProblem(await patch(owner, { status: 'DONE' }, tag.slice(1, -1)), 'validation_failed');
    expectProblem(await patch(owner, { status: 'DONE' }, `W/${tag}`), 'item_changed');
    for (const json of [{}, { status: 'LATER' }, { title: '' }, { title: 1 }])
      expectProblem(await patch(owner, json, tag), 'validation_failed');
    expect((await ask('GET', owner)).body).toMatchObject({ title: 'code', status: 'PENDING' });
  });

  it('need the tag of this item, not that of an equal one', async () => {
    const equal = await owner.createItem('code');
    const tag = tagOf(await ask('GET', owner, undefined, undefined, `${equal}`));
    expectProblem(await patch(owner, { status: 'DONE' }, tag), 'item_changed');
    expectProblem(await ask('DELETE', owner, undefined, tag), 'item_changed');
    expect((await ask('GET', owner)).body).toMatchObject({ title: 'code', status: 'PENDING' });
  });

  it('find and change no item of others, and none that is not there', async () => {
    const stranger = await Person.arrive(system());
    for (const path of [`${id}`, '999999999'])
      for (const answer of [
        await ask('GET', stranger, undefined, undefined, path),
        await patch(stranger, { status: 'DONE' }, '*', path),
      ])
        expectProblem(answer, 'item_not_found');
    for (const path of ['0', 'x', '1e3', '99999999999999999999'])
      expectProblem(await patch(owner, { status: 'DONE' }, '*', path), 'validation_failed');
  });

  it('let one of many win who have seen the same', async () => {
    const tag = tagOf(await ask('GET', owner));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        patch(i % 2 ? owner : member, { title: `by ${i}` }, tag),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  });
}
