import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';

/** ETags of lists, and reads by clients that have a list. */
export function describeListTags(system: System): void {
  let person: Person;
  beforeEach(async () => {
    person = await Person.arrive(system());
  });

  const list = (known?: string) =>
    send('GET', `${system().todoUrl}/api/v1/get/all`, {
      token: person.token,
      headers: known === undefined ? {} : { 'if-none-match': known },
    });
  const tagOf = ({ headers }: { headers: Headers }) => headers.get('etag')!;

  it('are the same until the list changes, and after each change another one', async () => {
    const tags = [tagOf(await list())];
    const changes = [
      () => person.create('code'),
      async () => person.change({ id: await person.createItem('two'), status: 'DONE' }),
      () => person.delete('code'),
    ];
    for (const change of changes) {
      const answer = await change();
      expect(answer.headers.get('etag')).toMatch(/^"[0-9a-f-]+"$/);
      expect(tags).not.toContain(tagOf(answer));
      expect(tagOf(await list())).toBe(tagOf(answer));
      tags.push(tagOf(answer));
    }
  });

  it('are answered with 304, without a body, to a client that has the list', async () => {
    await person.create('code');
    const tag = tagOf(await list());
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await list(known);
      expect({ known, status: answer.status, text: answer.text }).toEqual({
        known,
        status: 304,
        text: '',
      });
      expect(tagOf(answer)).toBe(tag);
    }
    for (const known of ['"other"', tag.slice(1, -1), ''])
      expect((await list(known)).status).toBe(200);
    await person.create('more');
    expect((await list(tag)).body).toMatchObject({
      pending: [{ title: 'code' }, { title: 'more' }],
    });
  });

  it('change for each member of a shared item', async () => {
    const friend = await Person.arrive(system());
    const id = await person.createItem('shared');
    const before = tagOf(await list());
    await person.share(id, friend.email);
    const shared = tagOf(await list());
    expect(shared).not.toBe(before);
    await friend.change({ id, status: 'DONE' });
    const answer = await list(shared);
    expect(answer).toMatchObject({ status: 200, body: { done: [{ id }] } });
  });
}
