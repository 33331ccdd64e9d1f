import { randomUUID } from 'node:crypto';
import { makeAccessToken } from '../support/access-token.js';
import { type Answer, send } from '../support/client.js';
import { type Item, Person } from '../support/person.js';
import { requestText, sendRaw } from '../support/raw-http.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

const AT_ONCE = 100;

/** Writes that a client sends again because it does not know whether they have had an effect. */
export function describeRepeatedWrites(system: System): void {
  let owner: Person;
  beforeEach(async () => {
    owner = await Person.arrive(system());
  });

  const anyKey = () => `"${randomUUID()}"`;
  const headersOf = (key?: string): Record<string, string> =>
    key === undefined ? {} : { 'idempotency-key': key };
  const add = (json: unknown, key?: string, { token } = owner) =>
    send<Item>('POST', `${system().todoUrl}/api/v2/items`, {
      token,
      json,
      headers: headersOf(key),
    });
  const patch = (id: number, json: unknown, key: string, tag = '*', { token } = owner) =>
    send<Item>('PATCH', `${system().todoUrl}/api/v2/items/${id}`, {
      token,
      json,
      headers: { ...headersOf(key), 'if-match': tag },
    });
  const tagOf = ({ headers }: Answer<unknown>) => headers.get('etag')!;
  const titles = async () => (await owner.list()).body.pending.map(({ title }) => title);

  describe('by their Idempotency-Key', () => {
    it('have one effect, and the answer has the item as it is now', async () => {
      const key = anyKey();
      const first = await add({ title: 'tea' }, key);
      expect(first.status).toBe(201);
      const { id } = first.body;
      const again = await add({ title: 'tea' }, key.slice(1, -1));
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(tagOf(again)).toBe(tagOf(first));
      const changed = await patch(id, { title: 'green tea' }, anyKey(), tagOf(first));
      const later = await add({ title: 'tea' }, key);
      expect(later).toMatchObject({ status: 201, body: changed.body });
      expect(tagOf(later)).toBe(tagOf(changed));
      expect(await titles()).toEqual(['green tea']);
    });

    it('are not hindered by the condition that the first one has met', async () => {
      const [added, key] = [await add({ title: 'tea' }), anyKey()];
      const change = () => patch(added.body.id, { status: 'DONE' }, key, tagOf(added));
      const first = await change();
      expect(first).toMatchObject({ status: 200, body: { status: 'DONE' } });
      expect(await change()).toMatchObject({ status: 200, body: first.body });
      await owner.change({ id: added.body.id, status: 'PENDING' });
      expect(await change()).toMatchObject({ status: 200, body: { status: 'PENDING' } });
    });

    it('make the next item of one that repeats once', async () => {
      const rule = { due: { date: '2090-01-01' }, repeat: 'FREQ=DAILY' };
      const { id } = (await add({ title: 'tea', ...rule })).body;
      const key = anyKey();
      const ticks = [await patch(id, { status: 'DONE' }, key)];
      await owner.change({ id, status: 'PENDING' });
      ticks.push(await patch(id, { status: 'DONE' }, key));
      expect(ticks.map(({ status }) => status)).toEqual([200, 200]);
      expect(await titles()).toEqual(['tea', 'tea']);
    });

    it('are refused if they ask for something else', async () => {
      const key = anyKey();
      const { id } = (await add({ title: 'tea' }, key)).body;
      expectProblem(await add({ title: 'milk' }, key), 'idempotency_key_reused');
      expectProblem(await patch(id, { title: 'tea' }, key), 'idempotency_key_reused');
      const other = anyKey();
      await patch(id, { notes: 'x' }, other);
      expectProblem(await patch(id, { notes: 'x' }, other, '"x"'), 'idempotency_key_reused');
      expect(await titles()).toEqual(['tea']);
      const { status } = await add({ title: 'milk' }, key, await Person.arrive(system()));
      expect(status).toBe(201);
    });

    it('run again after a refusal', async () => {
      const { id } = (await add({ title: 'tea' })).body;
      const key = anyKey();
      const refused = await patch(id, { title: 'milk' }, key, '"other"');
      expectProblem(refused, 'item_changed');
      expect(await patch(id, { title: 'milk' }, key, tagOf(refused))).toMatchObject({
        status: 200,
        body: { title: 'milk' },
      });
    });

    it('say that their item is gone', async () => {
      const [key, other] = [anyKey(), anyKey()];
      const { id } = (await add({ title: 'tea' }, key)).body;
      await patch(id, { notes: 'x' }, other);
      await owner.delete('tea');
      expectProblem(await add({ title: 'tea' }, key), 'item_gone');
      expectProblem(await patch(id, { notes: 'x' }, other), 'item_gone');
      expect(await titles()).toEqual([]);
    });

    it('are known whichever token of the user they have', async () => {
      const key = anyKey();
      const { body } = await add({ title: 'tea' }, key);
      const made = await makeAccessToken(system().authUrl, owner.token, ['items:write']);
      const again = await send('POST', `${system().todoUrl}/api/v2/items`, {
        token: made.token,
        json: { title: 'tea' },
        headers: headersOf(key),
      });
      expect(again).toMatchObject({ status: 201, body });
      expect(await titles()).toEqual(['tea']);
    });

    it(`have one effect of ${AT_ONCE} at the same time`, async () => {
      const key = anyKey();
      const until = async (): Promise<number> => {
        const answer = await add({ title: 'tea' }, key);
        if (answer.status === 201) return answer.body.id;
        if (answer.status === 409) {
          expectProblem(answer, 'idempotency_key_in_use');
          expect(answer.headers.get('retry-after')).toBe('1');
        } else expect([429, 503]).toContain(answer.status);
        return until();
      };
      const ids = await Promise.all(Array.from({ length: AT_ONCE }, until));
      expect(new Set(ids).size).toBe(1);
      expect(await titles()).toEqual(['tea']);
    }, 60_000);

    it.each([
      ['nothing', ''],
      ['an empty string', '""'],
      ['256 characters', `"${'x'.repeat(256)}"`],
      ['a space', '"a b"'],
      ['parameters', '"a";b=1'],
      ['a character beyond ASCII', '"\u00e4"'],
    ])('are refused with a key of %s', async (_, key) => {
      const refused = await add({ title: 'tea' }, key);
      expectProblem(refused, 'validation_failed');
      expect(refused.body).toMatchObject({ errors: [{ path: 'Idempotency-Key' }] });
      expect(await titles()).toEqual([]);
    });

    it('are refused with two keys, and with control characters', async () => {
      const body = '{"title":"tea"}';
      const post = (...keys: string[]) =>
        sendRaw(
          system().todoUrl,
          requestText(
            'POST',
            '/api/v2/items',
            [
              ['host', new URL(system().todoUrl).host],
              ['token', owner.token],
              ['content-type', 'application/json'],
              ['connection', 'close'],
              ...keys.map((key) => ['idempotency-key', key] as const),
            ],
            body,
          ),
        );
      for (const keys of [['a', 'b'], ['"a"', '"b"'], ['a', 'a'], ['"a\tb"'], ['"a\u0001b"']])
        expect(await post(...keys)).toMatch(/^HTTP\/1.1 400 /);
      expect(await titles()).toEqual([]);
    });
  });

  describe('by the client_id of a new item', () => {
    it('find the item as it is now', async () => {
      const tea = { title: 'tea', client_id: randomUUID(), labels: ['a'] };
      const first = await add(tea);
      expect(first.status).toBe(201);
      expect(await add(tea)).toMatchObject({ status: 200, body: first.body });
      const upper = {
        ...tea,
        client_id: tea.client_id.toUpperCase(),
        notes: '',
        status: 'PENDING',
      };
      const { body } = await patch(first.body.id, { title: 'green tea' }, anyKey());
      const found = await add(upper);
      expect(found).toMatchObject({ status: 200, body });
      expect(tagOf(found)).toBe((body as Item & { etag: string }).etag);
      expect(await titles()).toEqual(['green tea']);
    });

    it('are refused if the contents are others, and say that the item is gone', async () => {
      const tea = { title: 'tea', client_id: randomUUID() };
      await add(tea);
      expectProblem(await add({ ...tea, title: 'milk' }), 'client_id_used');
      expectProblem(await add({ ...tea, priority: 1 }), 'client_id_used');
      await owner.delete('tea');
      expectProblem(await add(tea), 'item_gone');
      expect(await titles()).toEqual([]);
      expect(await add(tea, undefined, await Person.arrive(system()))).toMatchObject({
        status: 201,
      });
    });

    it('have one status for each Idempotency-Key', async () => {
      const tea = { title: 'tea', client_id: randomUUID() };
      const [first, second] = [anyKey(), anyKey()];
      const statuses: number[] = [];
      for (const key of [first, first, second, second, undefined])
        statuses.push((await add(tea, key)).status);
      expect(statuses).toEqual([201, 201, 200, 200, 200]);
      expect(await titles()).toEqual(['tea']);
    });

    it(`make one item of ${AT_ONCE} at the same time`, async () => {
      const tea = { title: 'tea', client_id: randomUUID() };
      const until = async (): Promise<Answer<Item>> => {
        const answer = await add(tea);
        if (answer.status < 300) return answer;
        expect([429, 503]).toContain(answer.status);
        return until();
      };
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, until));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await titles()).toEqual(['tea']);
    }, 60_000);

    it.each(['', 'x', 1, '8e03978e40d543ddbc936894a57f9324'])('refuse %j', async (client_id) =>
      expectProblem(await add({ title: 'tea', client_id }), 'validation_failed'),
    );
  });
}

/** With a store that remembers no writes. */
export function describeWithoutKeys(system: System): void {
  it('says so, and changes nothing', async () => {
    const owner = await Person.arrive(system());
    const id = await owner.createItem('code');
    const { token } = owner;
    const url = `${system().todoUrl}/api/v2/items`;
    const headers = { 'if-match': '*', 'idempotency-key': '"a"' };
    const json = { title: 'x' };
    expectProblem(
      await send('PATCH', `${url}/${id}`, { token, headers, json }),
      'database_required',
    );
    expectProblem(await send('POST', url, { token, headers, json }), 'database_required');
    const offline = { ...json, client_id: randomUUID() };
    expectProblem(await send('POST', url, { token, json: offline }), 'database_required');
    expect((await owner.list()).body.pending).toMatchObject([{ id, title: 'code' }]);
  });
}
