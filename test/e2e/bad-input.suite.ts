import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import type { System } from '../support/topology.js';
import { expectProblem } from './expect-problem.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const MEGABYTE = 1024 * 1024;

export function describeBadInput(system: System): void {
  let person: Person;
  beforeAll(async () => {
    person = await Person.arrive(system());
  });

  const post = (
    raw: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = JSON_TYPE,
  ) => send('POST', `${system().todoUrl}/api/v1/create`, { token: person.token, raw, headers });

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['text that is not JSON', 'title=code', 'malformed_json'],
    ['half of JSON', '{"title":"code"', 'malformed_json'],
    ['invalid UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'malformed_json'],
    ['deeply nested JSON', '['.repeat(30_000), 'malformed_json'],
    ['an empty body', '', 'validation_failed'],
    ['null', 'null', 'validation_failed'],
    ['a string', '"code"', 'validation_failed'],
    ['an array', '[]', 'validation_failed'],
    ['a title of the wrong type', '{"title":1,"status":"DONE"}', 'validation_failed'],
    ['a title that is an object', '{"title":{"a":1},"status":"DONE"}', 'validation_failed'],
    ['no title', '{"status":"DONE"}', 'validation_failed'],
    ['an empty title', '{"title":"  ","status":"DONE"}', 'validation_failed'],
    [
      'a title without a visible character',
      '{"title":"\u200b","status":"DONE"}',
      'validation_failed',
    ],
    ['a title of 256', `{"title":"${'x'.repeat(256)}","status":"DONE"}`, 'validation_failed'],
    ['NUL', String.raw`{"title":"a\u0000b","status":"DONE"}`, 'validation_failed'],
    ['a lone surrogate', String.raw`{"title":"a\ud800b","status":"DONE"}`, 'validation_failed'],
    ['a control character', String.raw`{"title":"a\u0001b","status":"DONE"}`, 'validation_failed'],
    ['a line break', String.raw`{"title":"a\nb","status":"DONE"}`, 'validation_failed'],
    ['DEL', String.raw`{"title":"a\u007fb","status":"DONE"}`, 'validation_failed'],
    ['a C1 control', String.raw`{"title":"a\u009bb","status":"DONE"}`, 'validation_failed'],
    ['a line separator', String.raw`{"title":"a\u2028b","status":"DONE"}`, 'validation_failed'],
    ['a bidi override', String.raw`{"title":"a\u202eb","status":"DONE"}`, 'validation_failed'],
    ['a bidi isolate', String.raw`{"title":"a\u2066b","status":"DONE"}`, 'validation_failed'],
    ['a status with a dotless i', '{"title":"a","status":"pendıng"}', 'validation_failed'],
    ['an unknown status', '{"title":"a","status":"LATER"}', 'validation_failed'],
    ['no status', '{"title":"a"}', 'validation_failed'],
    ['a status of the wrong type', '{"title":"a","status":true}', 'validation_failed'],
    ['__proto__', '{"__proto__":{"title":"a","status":"DONE"}}', 'validation_failed'],
    ['64 KiB and a byte', ' '.repeat(64 * 1024 + 1), 'body_too_large'],
    ['10 MB', `{"title":"${'x'.repeat(10 * MEGABYTE)}"}`, 'body_too_large'],
  ])('refuses %s', async (_, raw, code) => {
    expectProblem(await post(raw), code);
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['application/jsonp'],
    ['multipart/form-data; boundary=x'],
  ])('refuses a body of type %s', async (type) => {
    const answer = await post('{"title":"a","status":"DONE"}', { 'content-type': type });
    expectProblem(answer, 'unsupported_media_type');
  });

  it('names every invalid field, and does not repeat its value', async () => {
    const answer = await post('{"title":"","status":"classified"}');
    const { errors } = answer.body as { errors: { path: string; message: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['status', 'title']);
    expect(answer.text).not.toContain('classified');
  });

  it('explains the error of each field', async () => {
    const { body } = await post('{"title":1}');
    expect(body).toMatchObject({
      errors: [
        { path: 'title', message: 'must be a string' },
        { path: 'status', message: 'is required' },
      ],
    });
  });

  it.each<[string, string, object]>([
    ['title', '/title', { detail: 'title must have 1 to 255 characters' }],
    ['priority', '/priority', { detail: 'priority must be an integer from 0 to 3' }],
    ['labels.1', '/labels/1', { detail: 'labels.1 must be a string' }],
    ['due.time_zone', '/due/time_zone', { detail: 'time and time_zone are required together' }],
  ])('says in a sentence what is wrong with %s, and where it is', async (path, pointer, field) => {
    const due = { date: '2026-12-31', time: '09:30' };
    const raw = JSON.stringify({ title: '', priority: 4, labels: ['a', 1], due });
    const answer = await send<Problem>('POST', `${system().todoUrl}/api/v2/items`, {
      ...{ token: person.token, raw, headers: JSON_TYPE },
    });
    expectProblem(answer, 'validation_failed');
    expect(answer.body.errors).toContainEqual({
      ...{ path, pointer, message: expect.any(String) as string },
      ...field,
    });
  });

  it.each(['items/1', 'lists/1'])('says that a change of %s has no field', async (path) => {
    const answer = await send<Problem>('PATCH', `${system().todoUrl}/api/v2/${path}`, {
      ...{ token: person.token, json: {}, headers: { 'if-match': '*' } },
    });
    expectProblem(answer, 'validation_failed');
    const detail = 'the body must have a field to change';
    expect(answer.body.errors).toMatchObject([{ path: '', pointer: '', detail }]);
  });

  it.each<[string, 'authUrl' | 'todoUrl', string, string]>([
    ['v2/items?limit=1000', 'todoUrl', 'limit', 'limit must be an integer from 1 to 100'],
    ['v2/items?lable=secret', 'todoUrl', 'lable', 'lable is not known here'],
    ['v2/todo/audit?page=secret', 'todoUrl', 'page', 'page is not known here'],
    ['v2/account/audit?page=secret', 'authUrl', 'page', 'page is not known here'],
  ])('refuses the query of %s, by the name of the parameter', async (path, at, name, detail) => {
    const answer = await send<Problem>('GET', `${system()[at]}/api/${path}`, {
      token: person.token,
    });
    expectProblem(answer, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ path: name, pointer: name, detail }]);
    expect(answer.text).not.toContain('secret');
  });

  it('ignores unknown parameters of version 1, and unknown fields of bodies', async () => {
    const all = await send('GET', `${system().todoUrl}/api/v1/get/all?page=1`, {
      token: person.token,
    });
    expect(all.status).toBe(200);
    const raw = JSON.stringify({ name: null, colour: 'red' });
    const account = await send('PATCH', `${system().authUrl}/api/v2/account`, {
      ...{ token: person.token, raw, headers: JSON_TYPE },
    });
    expect(account.status).toBe(200);
  });

  it.each([
    ['beyond the integers of JSON', 2 ** 53],
    ['beyond int8', 1e30],
    ['zero', 0],
    ['negative', -1],
    ['a fraction', 1.5],
    ['a string', '1'],
    ['null', null],
  ])('refuses an id that is %s', async (_, id) => {
    expectProblem(await person.update({ id, title: 'a', status: 'DONE' }), 'validation_failed');
  });

  it.each<[string, string]>([
    ['%zz', 'malformed_request'],
    ['%ff', 'malformed_request'],
    ['%00', 'validation_failed'],
    ['%20', 'validation_failed'],
    ['x'.repeat(256), 'validation_failed'],
    ['x'.repeat(5000), 'uri_too_long'],
    ['%F0%9F%98%80'.repeat(256), 'validation_failed'],
  ])(
    'refuses to delete by a title that is malformed, empty or too long (row %#)',
    async (name, code) => {
      const answer = await send('DELETE', `${system().todoUrl}/api/v1/delete/${name}`, {
        token: person.token,
      });
      expectProblem(answer, code);
    },
  );

  it('leaves nothing behind', async () => {
    expect((await person.list()).body).toEqual({ pending: [], done: [] });
  });
}

interface Problem {
  errors: { path: string; message: string; pointer: string; detail: string }[];
}
