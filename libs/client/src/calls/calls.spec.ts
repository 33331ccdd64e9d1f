import { ApiError, createClient, UnreachableError } from '../index.js';
import {
  cut,
  cutBody,
  empty,
  json,
  problem,
  ScriptedServer,
  silent,
} from '../testing/scripted-server.suite.js';

const SOON = { 'retry-after': '0' };
const ITEM = { title: 'call Ada' };

describe('calls', () => {
  let server: ScriptedServer;
  beforeEach(async () => void (server = await ScriptedServer.start()));
  afterEach(() => server.stop());
  const client = (more: { attempts?: number; timeoutMs?: number; token?: string } = {}) =>
    createClient({ baseUrl: server.url, ...more });
  const add = () => client().call('POST', '/api/v2/items', { body: ITEM });
  const read = () => client().call('GET', '/api/v2/items');
  const keys = () => new Set(server.headers('idempotency-key'));

  it('send path, query, body and token, and resolve to the body', async () => {
    server.script(json({ id: 1 }), json([1]), empty(204), json({ items: [] }));
    const user = createClient({ baseUrl: `${server.url}/`, token: 't-1' });
    const options = { path: { id: 7 }, headers: { 'If-Match': '*' }, body: { notes: 'ä' } };
    expect(await user.call('PATCH', '/api/v2/items/{id}', options)).toEqual({ id: 1 });
    const name = { path: { name: 'a/ü ?' } };
    expect(await user.call('DELETE', '/api/v1/delete/{name}', name)).toEqual([1]);
    const path = { path: { id: 'x' } };
    expect(await user.call('DELETE', '/api/v2/account/sessions/{id}', path)).toBeUndefined();
    await user.call('GET', '/api/v2/items', { query: { limit: 2, label: 'a&b' } });
    expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PATCH /api/v2/items/7',
      'DELETE /api/v1/delete/a%2F%C3%BC%20%3F',
      'DELETE /api/v2/account/sessions/x',
      'GET /api/v2/items?limit=2&label=a%26b',
    ]);
    const [patch] = server.received;
    expect(JSON.parse(patch!.body)).toEqual({ notes: 'ä' });
    expect(patch!.headers).toMatchObject({
      ...{ 'if-match': '*', token: 't-1', 'content-type': 'application/json' },
    });
  });

  it('have the status and the headers of the answer, also without a body', async () => {
    server.script((response) => response.writeHead(304, { etag: '"e-1"' }).end());
    const headers = { 'If-None-Match': '"e-1"' };
    const answer = await client().answer('GET', '/api/v1/get/all', { headers });
    expect(answer).toMatchObject({ status: 304, body: undefined });
    expect(answer.headers.get('etag')).toBe('"e-1"');
  });

  it('send credentials in UTF-8', async () => {
    server.script(json('token'));
    const credentials = { email: 'a@example.com', password: 'pässword' };
    await client().call('POST', '/api/v1/auth/login', { credentials });
    const [, sent] = server.received[0]!.headers.authorization!.split(' ');
    expect(Buffer.from(sent!, 'base64').toString()).toBe('a@example.com:pässword');
  });

  it('throw the error of an answer', async () => {
    server.script(problem(404, 'item_not_found', { request_id: 'r-1' }));
    const failing = client().call('GET', '/api/v2/items/{id}', { path: { id: 1 } });
    await expect(failing).rejects.toBeInstanceOf(ApiError);
    await expect(failing).rejects.toMatchObject({
      ...{ status: 404, code: 'item_not_found', message: 'item_not_found.' },
      problem: { request_id: 'r-1' },
    });
    expect(server.received).toHaveLength(1);
  });

  it('follow no redirect, which would send the token to another address', async () => {
    const location = { location: `${server.url}/elsewhere` };
    server.script((response) => response.writeHead(301, location).end());
    await expect(add()).rejects.toMatchObject({ name: 'ApiError', status: 301, code: 'unknown' });
    expect(server.received).toHaveLength(1);
  });

  it('throw an error for a success that is not of the product', async () => {
    server.script((response) => response.writeHead(200).end('<html>'));
    await expect(read()).rejects.toMatchObject({ name: 'ApiError', status: 200, code: 'unknown' });
  });

  it('send a key as a string in quotes, and refuse one that no header can have', async () => {
    server.script(json({ id: 1 }, 201));
    const post = (key: string) => client().call('POST', '/api/v2/items', { body: ITEM, key });
    await post('a, "b"');
    expect(server.headers('idempotency-key')).toEqual(['"a, \\"b\\""']);
    await expect(post('ключ')).rejects.toThrow('ByteString');
    expect(server.received).toHaveLength(1);
  });

  it('throw an error without a code for an answer that is not of the product', async () => {
    server.script((response) => response.writeHead(404).end('<html>'));
    await expect(read()).rejects.toMatchObject({ status: 404, code: 'unknown', problem: {} });
  });

  it.each([
    ['a lost connection', cut],
    ['a lost connection within the answer', cutBody],
    ['503', problem(503, 'too_busy', {}, SOON)],
    ['429', problem(429, 'too_many_requests', {}, SOON)],
    ['502 of a proxy', empty(502)],
    ['a key in use', problem(409, 'idempotency_key_in_use', {}, SOON)],
  ])('with a key are repeated with the same one after %s', async (_, failure) => {
    server.script(failure, failure, json({ id: 1 }, 201));
    expect(await add()).toEqual({ id: 1 });
    expect(server.received).toHaveLength(3);
    expect(keys().size).toBe(1);
    expect([...keys()][0]).toMatch(
      /^"[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}"$/,
    );
  });

  it('have a new key each, unless one is given', async () => {
    server.script(json({}, 201));
    await add();
    await add();
    await client().call('POST', '/api/v2/items', { body: ITEM, key: 'k-1' });
    expect(keys().size).toBe(3);
    expect(keys()).toContain('"k-1"');
  });

  it('that read are repeated, without a key', async () => {
    server.script(cut, problem(503, 'too_busy', {}, SOON), json({ items: [] }));
    expect(await read()).toEqual({ items: [] });
    expect(keys()).toEqual(new Set([undefined]));
  });

  it('of version 1 that write, and others without a key, are not repeated', async () => {
    server.script(cut);
    const body = { title: 'a', status: 'PENDING' } as const;
    const writing = client().call('POST', '/api/v1/create', { body });
    await expect(writing).rejects.toBeInstanceOf(UnreachableError);
    await expect(client().call('GET', '/api/v1/auth/logout')).rejects.toThrow('cannot be reached');
    const ending = client().call('DELETE', '/api/v2/account/sessions');
    await expect(ending).rejects.toBeInstanceOf(UnreachableError);
    expect(server.received).toHaveLength(3);
    expect(keys()).toEqual(new Set([undefined]));
  });

  it('are repeated so often and no longer', async () => {
    server.script(cut);
    await expect(client({ attempts: 3 }).call('GET', '/api/v2/items')).rejects.toThrow(
      UnreachableError,
    );
    expect(server.received).toHaveLength(3);
  });

  it('wait as long as the server says', async () => {
    server.script(problem(503, 'too_busy', {}, { 'retry-after': '1' }), json({ items: [] }));
    const before = performance.now();
    await read();
    expect(performance.now() - before).toBeGreaterThanOrEqual(1_000);
  });

  it('are left to the caller if the server says a long time', async () => {
    server.script(problem(429, 'too_many_requests', {}, { 'retry-after': '3600' }));
    await expect(read()).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    expect(server.received).toHaveLength(1);
  });

  it('have a time limit', async () => {
    server.script(silent, json({ items: [] }));
    await client({ timeoutMs: 100 }).call('GET', '/api/v2/items');
    expect(server.received).toHaveLength(2);
  });

  it.each([
    ['while they are sent', silent],
    ['in a pause', problem(503, 'too_busy', {}, { 'retry-after': '20' })],
  ])('end with the reason of their signal: %s', async (_, step) => {
    const stopping = new AbortController();
    const reason = new Error('stopped');
    server.script((response, received) => {
      step(response, received);
      setTimeout(() => stopping.abort(reason), 50);
    });
    const { signal } = stopping;
    await expect(client().call('GET', '/api/v2/items', { signal })).rejects.toBe(reason);
    await expect(client().call('GET', '/api/v2/items', { signal })).rejects.toBe(reason);
    expect(server.received).toHaveLength(1);
  });

  it('need an address', () => {
    expect(() => createClient({ baseUrl: 'todo' })).toThrow('Invalid URL');
  });

  it('of a page have its header, and no token', async () => {
    server.script(json({ items: [] }));
    await createClient({ baseUrl: server.url, session: 'cookie' }).call('GET', '/api/v2/items');
    expect(server.received[0]!.headers).toMatchObject({ 'x-seam-page': '1' });
    expect(server.received[0]!.headers).not.toHaveProperty('token');
  });
});
