import { send } from '../support/client.js';
import { Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

export function describeItems(system: System): void {
  let person: Person;
  beforeEach(async () => {
    person = await Person.arrive(system());
  });

  it('are two empty lists at first', async () => {
    expect(await person.list()).toMatchObject({ status: 200, text: '{"pending":[],"done":[]}' });
  });

  it('creates items, oldest first in each list, with the status in any case', async () => {
    await person.create('one', 'pending');
    await person.create('two', 'Done');
    await person.create('three', 'PENDING');
    const answer = await person.create('four', 'DONE');
    expect(answer.status).toBe(201);
    expect(answer.body.pending.map(({ title }) => title)).toEqual(['one', 'three']);
    expect(answer.body.done.map(({ title }) => title)).toEqual(['two', 'four']);
    expect(answer.body.done.map(({ status }) => status)).toEqual(['DONE', 'DONE']);
    expect((await person.list()).body).toEqual(answer.body);
  });

  it('trims titles and counts code points, not bytes', async () => {
    const long = '𝕊'.repeat(255);
    const answer = await person.create(`  ${long}\n`);
    expect(answer.status).toBe(201);
    expect(titles(answer.body)).toEqual([long]);
    expect(titles((await person.delete(long)).body)).toEqual([]);
  });

  it.each([
    'a/b',
    'a%b',
    'a b',
    'ä',
    "'; DROP TABLE todo.to_do_items; --",
    '<img src=x>',
    '../..x',
    '🎉',
    '👨‍👩‍👧',
    '\u200fשלום (1)\u200e',
    'مرحبا\u061c!',
  ])('stores the title %s unchanged, and deletes by it', async (title) => {
    expect(titles((await person.create(title)).body)).toEqual([title]);
    expect(await person.delete(title)).toMatchObject({
      status: 200,
      text: '{"pending":[],"done":[]}',
    });
  });

  it('ignores unknown fields: no client can choose an id or an owner', async () => {
    const answer = await send<{ pending: { id: number }[] }>(
      'POST',
      `${system().todoUrl}/api/v1/create`,
      {
        token: person.token,
        json: { title: 'code', status: 'PENDING', id: 2_000_000_000, user_id: 1, role: 'member' },
      },
    );
    expect(answer.status).toBe(201);
    expect(answer.body.pending[0]).toEqual({
      id: expect.any(Number) as number,
      title: 'code',
      status: 'PENDING',
    });
    expect(answer.body.pending[0]!.id).toBeLessThan(2_000_000_000);
  });

  it.each(['PUT', 'PATCH'])('updates title and status by %s', async (method) => {
    const { id } = (await person.create('code')).body.pending[0]!;
    const answer = await send(method, `${system().todoUrl}/api/v1/update`, {
      token: person.token,
      json: { id, title: ' coded ', status: 'done' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ pending: [], done: [{ id, title: 'coded', status: 'DONE' }] });
  });

  it('changes by PATCH the fields that are sent, and nothing else', async () => {
    const { id } = (await person.create('code')).body.pending[0]!;
    expect((await person.change({ id, status: 'done' })).body).toEqual({
      pending: [],
      done: [{ id, title: 'code', status: 'DONE' }],
    });
    expect((await person.change({ id, title: 'coded' })).body).toEqual({
      pending: [],
      done: [{ id, title: 'coded', status: 'DONE' }],
    });
  });

  it('requires an id and a field to change for PATCH', async () => {
    const { id } = (await person.create('code')).body.pending[0]!;
    for (const change of [{ id }, { status: 'DONE' }, { id, title: null }, { id, status: null }]) {
      expectProblem(await person.change(change), 'validation_failed');
    }
    expect((await person.list()).body.pending).toEqual([{ id, title: 'code', status: 'PENDING' }]);
    expectProblem(await person.change({ id: 2_147_483_647, status: 'DONE' }), 'item_not_found');
  });

  it('answers 404 for an unused id', async () => {
    const answer = await person.update({ id: 2_147_483_647, title: 'code', status: 'DONE' });
    expectProblem(answer, 'item_not_found');
  });

  it('requires all three fields for PUT', async () => {
    const { id } = (await person.create('code')).body.pending[0]!;
    expectProblem(await person.update({ id, title: 'code' }), 'validation_failed');
    expectProblem(await person.update({ id, status: 'DONE' }), 'validation_failed');
    expectProblem(await person.update({ title: 'code', status: 'DONE' }), 'validation_failed');
  });

  it('deletes one of several with the same title: a done one first, then the oldest', async () => {
    await person.create('code', 'PENDING');
    await person.create('code', 'DONE');
    const all = (await person.create('code', 'PENDING')).body;
    const [first, third] = all.pending.map(({ id }) => id);
    expect((await person.delete('code')).body.done).toEqual([]);
    const left = (await person.delete(' code ')).body.pending;
    expect(left.map(({ id }) => id)).toEqual([third]);
    expect(first).toBeLessThan(third!);
    expect((await person.delete('code')).body.pending).toEqual([]);
    expectProblem(await person.delete('code'), 'item_not_found');
  });

  it('never reuses an id, even after its item is deleted', async () => {
    const first = (await person.create('code')).body.pending[0]!.id;
    await person.delete('code');
    expect((await person.create('code')).body.pending[0]!.id).toBeGreaterThan(first);
  });

  it('deletes each once when five concurrent requests delete five of the same title', async () => {
    for (let i = 0; i < 5; i++) await person.create('code');
    const answers = await Promise.all(Array.from({ length: 6 }, () => person.delete('code')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 404]);
    expect(titles((await person.list()).body)).toEqual([]);
  });

  it('accepts a JSON content type on a delete without a body', async () => {
    await person.create('code');
    const answer = await send('DELETE', `${system().todoUrl}/api/v1/delete/code`, {
      token: person.token,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(200);
  });
}
