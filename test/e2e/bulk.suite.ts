import { randomUUID } from 'node:crypto';
import { type Answer, send } from '../support/client.js';
import { type Item, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

interface Result {
  status: number;
  id?: number;
  etag?: string;
  code?: string;
}
type Results = Answer<{ results: Result[] }>;

const MOST = 500;
const MOST_BYTES = 1024 * 1024;
const AT_ONCE = 20;
const ETAG = expect.stringMatching(/^"[\w-]{22}"$/) as string;

const post = (system: System, { token }: Person, json: object, key?: string): Promise<Results> =>
  send('POST', `${system().todoUrl}/api/v2/items/bulk`, {
    token,
    json,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });

/** Many writes of items in one request. */
export function describeBulk(system: System): void {
  let owner: Person;
  beforeEach(async () => {
    owner = await Person.arrive(system());
  });

  const bulk = (operations: object[], key?: string, person = owner) =>
    post(system, person, { operations }, key);
  const atomic = (operations: object[], key?: string) =>
    post(system, owner, { atomic: true, operations }, key);
  const anyKey = () => `"${randomUUID()}"`;
  const create = (title: string, more = {}) => ({ op: 'create', title, ...more });
  const update = (id: number, change: object, if_match = '*') => ({
    ...{ op: 'update', id, if_match },
    ...change,
  });
  const own = async () => titles((await owner.list()).body);
  const find = (id: number) =>
    send<Item & { etag: string }>('GET', `${system().todoUrl}/api/v2/items/${id}`, {
      token: owner.token,
    });
  const codes = ({ body: { results } }: Results) =>
    results.map(({ status, code }) => (code ? `${status} ${code}` : `${status}`));

  describe.each([
    ['each for itself', false],
    ['all or none', true],
  ])('%s', (_way, isAtomic) => {
    const write = (operations: object[], key?: string) =>
      isAtomic ? atomic(operations, key) : bulk(operations, key);

    it('have the effects of single ones, in their order', async () => {
      const [milk, tea] = [await owner.createItem('milk'), await owner.createItem('tea')];
      const { etag } = (await find(milk)).body;
      const offline = create('bread', { client_id: randomUUID(), labels: ['a'] });
      const answer = await write([
        offline,
        update(milk, { title: 'oat milk', notes: '# x' }, etag),
        { op: 'delete', id: tea },
        { op: 'restore', id: tea },
        offline,
      ]);
      expect(answer.status).toBe(200);
      const [bread] = answer.body.results;
      expect(answer.body.results).toEqual([
        { status: 201, id: expect.any(Number) as number, etag: ETAG },
        { status: 200, id: milk, etag: ETAG },
        { status: 204, id: tea },
        { status: 200, id: tea, etag: ETAG },
        { ...bread, status: 200 },
      ]);
      expect((await find(milk)).body).toMatchObject({ title: 'oat milk', notes: '# x' });
      for (const { id, etag } of answer.body.results.filter((each) => each.etag))
        expect((await find(id!)).body.etag).toBe(etag);
      expect(await own()).toEqual(['oat milk', 'tea', 'bread']);
    });

    it('have one effect for each key', async () => {
      const milk = await owner.createItem('milk');
      const { etag } = (await find(milk)).body;
      const operations = [create('a'), update(milk, { title: 'oat milk' }, etag), create('b')];
      const key = anyKey();
      const first = await write(operations, key);
      expect(codes(first)).toEqual(['201', '200', '201']);
      expect(await write(operations, key)).toMatchObject({ status: 200, body: first.body });
      expect(await own()).toEqual(['oat milk', 'a', 'b']);
      await owner.delete('a');
      expect(codes(await write(operations, key))).toEqual(['410 item_gone', '200', '201']);
      expect(await own()).toEqual(['oat milk', 'b']);
    });

    it(`add each item once of ${AT_ONCE} equal requests at the same time`, async () => {
      const operations = ['a', 'b', 'c'].map((title) => create(title));
      const key = anyKey();
      const until = async (): Promise<string> => {
        const answer = await write(operations, key);
        if (answer.status !== 200) expect([409, 429, 503]).toContain(answer.status);
        else if (answer.body.results.every(({ status }) => status === 201))
          return answer.body.results.map(({ id }) => id).join();
        return until();
      };
      const all = await Promise.all(Array.from({ length: AT_ONCE }, until));
      expect(new Set(all).size).toBe(1);
      expect(await own()).toEqual(['a', 'b', 'c']);
    }, 60_000);

    it('are refused as a whole if one is malformed', async () => {
      const key = anyKey();
      const refused = await write([create('a'), update(1, { title: '' }), { op: 'x' }], key);
      expectProblem(refused, 'validation_failed');
      expect(refused.body).toMatchObject({
        errors: [{ pointer: '/operations/1/title' }, { pointer: '/operations/2/op' }],
      });
      expect(await own()).toEqual([]);
    });
  });

  it('are refused one by one, and the others are done', async () => {
    const [other, milk] = [await Person.arrive(system()), await owner.createItem('milk')];
    const foreign = await other.createItem('theirs');
    const answer = await bulk([
      update(foreign, { title: 'mine' }),
      { op: 'delete', id: foreign },
      { op: 'restore', id: foreign },
      update(milk, { title: 'x' }, '"other"'),
      { op: 'delete', id: milk, if_match: '"other"' },
      create('a', { list_id: 2_147_483_647 }),
      create('b', { due: { date: '2090-01-01' }, repeat: 'FREQ=WEEKLY;BYDAY=MO' }),
      create('c'),
    ]);
    expect(answer.status).toBe(200);
    expect(codes(answer)).toEqual([
      ...['404 item_not_found', '404 item_not_found', '404 item_not_found'],
      ...['412 item_changed', '412 item_changed', '404 list_not_found'],
      ...['400 validation_failed', '201'],
    ]);
    const { etag } = (await find(milk)).body;
    expect(answer.body.results[3]).toMatchObject({ id: milk, etag });
    expect(answer.body.results[6]).toMatchObject({ errors: [{ pointer: '/operations/6/repeat' }] });
    expect(await own()).toEqual(['milk', 'c']);
    expect(titles((await other.list()).body)).toEqual(['theirs']);
  });

  it('are all refused together, with the operation', async () => {
    const [other, milk] = [await Person.arrive(system()), await owner.createItem('milk')];
    const foreign = await other.createItem('theirs');
    const first = [create('a'), update(milk, { title: 'oat milk' })];
    const missing = await atomic([...first, { op: 'delete', id: foreign }, create('b')]);
    expectProblem(missing, 'item_not_found');
    expect(missing.body).toMatchObject({ operation: 2 });
    const changed = await atomic([...first, update(milk, { notes: 'x' }, '"other"')]);
    expectProblem(changed, 'item_changed');
    expect(changed.body).toMatchObject({ operation: 2, current: { id: milk, title: 'oat milk' } });
    expect(await own()).toEqual(['milk']);
    expect(titles((await other.list()).body)).toEqual(['theirs']);
  });

  it('are refused with the key of another request', async () => {
    const key = anyKey();
    await bulk([create('a')], key);
    expect(codes(await bulk([create('b')], key))).toEqual(['422 idempotency_key_reused']);
    expectProblem(await atomic([create('a')], key), 'idempotency_key_reused');
    expect(await own()).toEqual(['a']);
  });

  it(`are ${MOST} at most, all in one transaction too`, async () => {
    const many = (length: number) => Array.from({ length }, (_, n) => create(`${n}`));
    const refused = await bulk(many(MOST + 1));
    expectProblem(refused, 'validation_failed');
    expect(refused.body).toMatchObject({
      errors: [{ pointer: '/operations', message: `must have at most ${MOST} entries` }],
    });
    const { status, body } = await atomic(many(MOST));
    expect([status, body.results.length]).toEqual([200, MOST]);
    expect(await own()).toEqual(many(MOST).map(({ title }) => title));
  }, 60_000);

  it('have a body of 1 MiB at most', async () => {
    const sized = (bytes: number) => {
      const frame = JSON.stringify({ operations: [create('a')], pad: '' });
      return { operations: [create('a')], pad: 'x'.repeat(bytes - frame.length) };
    };
    expect(await post(system, owner, sized(MOST_BYTES))).toMatchObject({ status: 200 });
    expectProblem(await post(system, owner, sized(MOST_BYTES + 1)), 'body_too_large');
    expect(await own()).toEqual(['a']);
  });

  it('need a token', async () => {
    const url = `${system().todoUrl}/api/v2/items/bulk`;
    expectProblem(await send('POST', url, { json: { operations: [] } }), 'unauthenticated');
  });
}

/** With a store that has titles and statuses only. */
export function describeWithoutBulk(system: System): void {
  it('are changes and deletions only, each for itself', async () => {
    const owner = await Person.arrive(system());
    const [milk, tea] = [await owner.createItem('milk'), await owner.createItem('tea')];
    const operations = [
      { op: 'update', id: milk, if_match: '*', title: 'oat milk' },
      { op: 'delete', id: tea },
      { op: 'create', title: 'x' },
      { op: 'restore', id: tea },
    ];
    expectProblem(await post(system, owner, { atomic: true, operations }), 'database_required');
    const { body } = await post(system, owner, { operations });
    expect(body.results.map(({ status }) => status)).toEqual([200, 204, 501, 501]);
    expect(titles((await owner.list()).body)).toEqual(['oat milk']);
  });
}
