import { send } from '../support/client.js';
import { PASSWORD, Person, titles } from '../support/person.js';
import { UNREACHABLE } from '../support/round-robin.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

type Service = 'authUrl' | 'todoUrl';
const SERVICES: Service[] = ['authUrl', 'todoUrl'];

/** The interface for operators. Runs last: it stops the system and starts it again. */
export function describeOperation(system: System): void {
  describe.each(SERVICES)('%s', (service) => {
    const get = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
      send<Record<string, unknown>>(method, `${system()[service]}${path}`, { headers });

    it('is alive and ready', async () => {
      expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
      const ready = await get('/readyz');
      expect(ready).toMatchObject({ status: 200, body: { ready: true } });
      expect((await get('/healthz', 'HEAD')).status).toBe(200);
      expect((await get('/readyz', 'HEAD')).status).toBe(200);
    });

    it('answers 404 for an unknown address', async () => {
      expectProblem(await get('/api/v1/nothing'), 'not_found');
      expectProblem(await get('/api'), 'not_found');
      expectProblem(await get('/etc/passwd', 'POST'), 'not_found');
    });

    it('answers an unknown address below the API document as a problem, too', async () => {
      expectProblem(await get('/docs/LICENSE'), 'not_found');
      expectProblem(await get('/docs/nothing.css'), 'not_found');
      const answer = await get('/docs/%00');
      expect(Math.floor(answer.status / 100)).toBe(4);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    });

    it('describes its API at /docs-json, with examples and errors, and for people at /docs', async () => {
      const { body } = await get('/docs-json');
      const { paths, components, tags, servers } = body as unknown as ApiDocument;
      const operations = Object.values(paths).flatMap(Object.values<OperationObject>);
      expect(operations.length).toBeGreaterThan(5);
      for (const { responses } of operations) {
        expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
        const { $ref, content } = responses['405']!;
        const failure = content ?? components.responses[$ref!.split('/').at(-1)!]?.content;
        expect(failure).toHaveProperty(['application/problem+json', 'examples']);
      }
      const names = operations.map(({ operationId }) => operationId);
      expect(new Set(names).size).toBe(names.length);
      expect(tags.at(-1)).toMatchObject({ name: 'operation' });
      expect(servers).toEqual([{ url: '/', description: 'This server' }]);
      const page = await get('/docs');
      expect(page.status).toBe(200);
      expect(page.text).toContain('swagger-ui');
      // Who reloads the page need not enter the token again.
      const { text } = await get('/docs/swagger-ui-init.js');
      expect(text).toMatch(/"persistAuthorization": true/);
    });

    it('sends security headers and a request id: a new one or the caller’s', async () => {
      const answer = await get('/api/v1/nothing', 'GET', { 'x-request-id': 'mine-1' });
      expect(answer.headers.get('x-request-id')).toBe('mine-1');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      const bad = await get('/api/v1/nothing', 'GET', { 'x-request-id': 'mine 1"' });
      expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('allows the development page to call it from a browser, and no other', async () => {
      const ask = (origin: string) =>
        get('/api/v1/get/all', 'OPTIONS', {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'token',
        });
      const allowed = await ask('http://localhost:3000');
      expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
      expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
      expect(allowed.headers.get('access-control-allow-headers')).toContain('token');
      const foreign = await ask('http://evil.example');
      expect(foreign.headers.get('access-control-allow-origin')).not.toBe('http://evil.example');
    });
  });

  it.each<[Service, string, string, string]>([
    ['authUrl', 'GET', 'users/create', 'POST'],
    ['authUrl', 'DELETE', 'auth/login', 'GET, POST'],
    ['authUrl', 'HEAD', 'auth/logout', 'GET, POST'],
    ['authUrl', 'GET', 'auth/refresh', 'POST'],
    ['todoUrl', 'GET', 'create', 'POST'],
    ['todoUrl', 'HEAD', 'get/all', 'GET'],
    ['todoUrl', 'POST', 'update', 'PATCH, PUT'],
    ['todoUrl', 'GET', 'delete/code', 'DELETE'],
  ])('answers 405 to %s: %s %s', async (service, method, path, allow) => {
    const answer = await send(method, `${system()[service]}/api/v1/${path}`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    if (method !== 'HEAD') expectProblem(answer, 'method_not_allowed');
  });

  it('does not log out by HEAD', async () => {
    const person = await Person.arrive(system());
    await person.auth('HEAD', 'auth/logout');
    expect((await person.auth('GET', 'auth/session')).status).toBe(200);
  });

  it('logs JSON lines with request ids, and no secret', async () => {
    const person = await Person.arrive(system());
    await send('GET', `${system().todoUrl}/api/v1/get/all?token=${person.token}`, {
      headers: { authorization: `Bearer ${person.token}`, 'x-request-id': 'traced-1' },
    });
    await person.create('a title that is private');
    await person.delete('a title that is private');
    // Lines are written together, at most a tenth of a second later.
    await send('GET', `${system().todoUrl}/api/v1/get/all`, {
      headers: { 'x-request-id': 'marks-the-end' },
    });
    await waitFor(
      () => system().log().includes('marks-the-end') && system().log().endsWith('\n'),
      5_000,
      () => 'the log',
    );
    const log = system().log();
    const texts = log.trim().split('\n');
    expect(texts.filter((line) => !line.startsWith('{'))).toEqual([]);
    const lines = texts.map((line) => JSON.parse(line) as LogLine);
    expect(lines.filter(({ request_id }) => request_id === 'traced-1')).toContainEqual(
      expect.objectContaining({ method: 'GET', route: '/api/v1/get/all', status: 200 }),
    );
    const [, , signature] = person.token.split('.');
    for (const secret of [signature!, PASSWORD, '$argon2', 'Basic ', 'a title that is private']) {
      expect(log).not.toContain(secret);
    }
  });

  it('keeps users, sessions and items after a crash', async () => {
    const person = await Person.arrive(system());
    await person.create('survivor');
    await system().crash();
    expect(titles((await person.list()).body)).toEqual(['survivor']);
    expect((await person.create('after')).status).toBe(201);
  });

  it('finishes running requests on SIGTERM, and exits with 0', async () => {
    const person = await Person.arrive(system());
    const running = Array.from({ length: 50 }, (_, i) => person.create(`item ${i}`));
    await running[0];
    const [codes, answers] = await Promise.all([system().stop(), Promise.all(running)]);
    expect(codes.every((code) => code === 0)).toBe(true);
    // A proxy answers so for what it could not pass on: no process has had it.
    const had = answers.map(({ status }) => status).filter((status) => status !== UNREACHABLE);
    expect(had).toEqual(Array(had.length).fill(201));
  });
}

interface ApiDocument {
  paths: Record<string, Record<string, OperationObject>>;
  components: { responses: Responses };
  tags: object[];
  servers: object[];
}

interface OperationObject {
  operationId: string;
  responses: Responses;
}

type Responses = Record<string, { $ref?: string; content?: object }>;

interface LogLine {
  request_id?: string;
}
