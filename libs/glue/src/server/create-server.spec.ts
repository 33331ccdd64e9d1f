import { once } from 'node:events';
import { connect } from 'node:net';
import {
  Body,
  Controller,
  Delete,
  Get,
  Logger as NestLoggerOfApp,
  Module,
  Param,
  Post,
} from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BodyLimit } from '../clients/index.js';
import { readConfig, serverConfig } from '../config/index.js';
import { commonErrors, defineErrors, ServiceError } from '../errors/index.js';
import { plainText } from '../fields/index.js';
import { requestContext, SECURITY_HEADERS } from '../http/index.js';
import { createLogger } from '../log/index.js';
import { createServer } from './create-server.js';

const errors = {
  ...commonErrors,
  ...defineErrors({
    gates_off: {
      status: 501,
      message: 'This installation has no gates.',
      when: 'Gates are off.',
      cure: 'Set GATES.',
    },
    locked_out: {
      status: 401,
      message: 'You are locked out.',
      challenge: 'Bearer realm="test"',
      when: 'The item is locked.',
      cure: 'Knock.',
    },
  }),
};
const ORIGIN = 'https://page.example';
const API = {
  requestHeaders: ['x-asks'],
  responseHeaders: ['x-answers'],
  maxParamLength: 3_060,
};
const JSON_TYPE = { 'content-type': 'application/json' };
const bodyWithTitle = z.object({ title: plainText({ min: 1, max: 10, trim: true }) });

@Controller('api/v1')
class TestController {
  @Get('item')
  item() {
    return { ok: true };
  }

  @Get('request-id')
  requestId() {
    return { id: requestContext()?.requestId };
  }

  @Post('echo')
  echo(@Body() body: unknown) {
    return { body: body === undefined ? 'none' : body };
  }

  @Post('long')
  @BodyLimit(100_000)
  long(@Body() body: string) {
    return { length: body.length };
  }

  @Post('title')
  title(@Body({ schema: bodyWithTitle }) { title }: z.output<typeof bodyWithTitle>) {
    return { title };
  }

  @Delete('item/:name')
  remove(@Param('name') name: string) {
    return { name };
  }

  @Get('fails/:code')
  fails(@Param('code') code: keyof typeof errors) {
    throw new ServiceError(errors[code], { cause: new Error('behind it') });
  }

  @Get('explodes')
  explodes() {
    throw Object.assign(new Error('SELECT password FROM /etc/passwd'), { parameters: ['hunter2'] });
  }

  @Get('address')
  address() {
    return { address: requestContext()?.address };
  }

  @Get('limited')
  limited() {
    throw new ServiceError(commonErrors.too_many_requests, { retryAfterSeconds: 41.2 });
  }

  @Get('huge')
  huge() {
    return { text: 'x'.repeat(17 * 1024 * 1024) };
  }

  @Get('waits')
  waits() {
    return new Promise((resolve) => waiting.push(() => resolve({})));
  }

  @Get('records')
  records() {
    new NestLoggerOfApp('security').log({ event: 'login', user: 'u-1' });
  }

  @Get('throws-nothing')
  throwsNothing() {
    throw undefined as unknown as Error;
  }
}

@Module({ controllers: [TestController] })
class TestModule {}

let app: NestFastifyApplication;
let url: string;
const waiting: (() => void)[] = [];
let log: string[];

beforeAll(async () => {
  app = await start({ CORS_ORIGINS: ORIGIN });
  url = await app.getUrl();
});
afterAll(() => app.close());
beforeEach(() => (log = []));

async function start(env: Record<string, string>): Promise<NestFastifyApplication> {
  const config = readConfig([serverConfig({ port: 0 })], env);
  const server = await createServer('test', { module: TestModule }, config, logger, { api: API });
  await server.listen(0, '127.0.0.1');
  return server;
}

/** The real log, except that its lines stay in memory. */
const logger: Logger = Object.assign(createLogger('test', { LOG_LEVEL: 'trace' }), {
  [pino.symbols.streamSym]: { write: (line: string) => log?.push(line) },
});

function call(path: string, init?: RequestInit): Promise<Response> {
  return fetch(`${url}${path}`, init);
}

function post(
  path: string,
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
) {
  return call(path, { method: 'POST', body, headers: { ...JSON_TYPE, ...headers } });
}

/** Expects an error in the format of RFC 9457, and returns its body. */
async function problemOf(
  response: Response,
  code: keyof typeof errors,
): Promise<Record<string, unknown>> {
  expect(response.status).toBe(errors[code].status);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toMatchObject({
    type: `urn:seam:error:${code}`,
    title: errors[code].message,
    status: response.status,
    code,
    request_id: response.headers.get('x-request-id'),
  });
  return body;
}

/** Sends raw text, and returns the response up to the end of the connection. */
async function raw(text: string): Promise<{ head: string; body: string }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part) => (answer += String(part)));
  socket.write(text);
  await once(socket, 'end');
  socket.destroy();
  const [head, body] = answer.split('\r\n\r\n', 2) as [string, string];
  return { head, body };
}

function lines(): Record<string, unknown>[] {
  return log.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** All lines of a request; the last one is written after the response. */
function linesOf({ headers }: Response): Promise<Record<string, unknown>[]> {
  return linesOfRequest(headers.get('x-request-id'));
}

async function linesOfRequest(id: string | null): Promise<Record<string, unknown>[]> {
  for (;;) {
    const all = lines().filter((line) => line['request_id'] === id);
    if (all.some(({ msg }) => msg === 'request')) return all;
    await new Promise(setImmediate);
  }
}

describe('An error', () => {
  it.each(['/api/v1/nothing', '/%'])('at %s has the security headers', async (path) => {
    const { headers } = await call(path);
    expect(Object.fromEntries(headers)).toMatchObject(SECURITY_HEADERS);
  });

  it('of ours is problem+json with its code', async () => {
    const body = await problemOf(await call('/api/v1/fails/not_found'), 'not_found');
    expect(body['detail']).toBe(errors.not_found.message);
  });

  it('of an unknown kind reveals nothing, but is logged with its request', async () => {
    const response = await call('/api/v1/explodes');
    const text = JSON.stringify(await problemOf(response, 'internal'));
    expect(text).not.toMatch(/SELECT|passwd|hunter2|Error:|\.ts|\.js/);
    const line = (await linesOf(response)).find(({ level }) => level === 'error');
    expect(line).toMatchObject({
      code: 'internal',
      err: { message: 'SELECT password FROM /etc/passwd', stack: expect.stringContaining('.ts') },
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('may even be undefined', async () => {
    await problemOf(await call('/api/v1/throws-nothing'), 'internal');
  });

  it.each(['not_found', 'gates_off'])('%s is not logged as a server error', async (code) => {
    const response = await call(`/api/v1/fails/${code}`);
    expect((await linesOf(response)).map(({ level }) => level)).toEqual(['info']);
  });

  it('that is temporary says when to retry, and is logged with its reason', async () => {
    const response = await call('/api/v1/fails/database_unavailable');
    await problemOf(response, 'database_unavailable');
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    const lines = await linesOf(response);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        code: 'database_unavailable',
        reason: 'behind it',
      }),
    );
    expect(JSON.stringify(lines)).not.toContain('stack');
    const next = await call('/api/v1/fails/database_unavailable');
    expect((await linesOf(next)).map(({ level }) => level).sort()).toEqual(['debug', 'info']);
  });

  it('that is permanent does not', async () => {
    const { headers } = await call('/api/v1/explodes');
    expect(headers.has('retry-after')).toBe(false);
  });

  it('says how to authenticate, if its code requires it', async () => {
    const { headers } = await call('/api/v1/fails/locked_out');
    expect(headers.get('www-authenticate')).toBe('Bearer realm="test"');
  });
});

describe('An address', () => {
  it.each(['/api/v1/nothing', '/api', '/nothing', '/api/v1/request-id/'])(
    '%s does not exist',
    async (path) => {
      await problemOf(await call(path), 'not_found');
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s where it allows GET', async (method) => {
    const response = await call('/api/v1/item', { method });
    await problemOf(response, 'method_not_allowed');
    expect(response.headers.get('allow')).toBe('GET');
  });

  it('refuses HEAD where it allows GET, because a GET may end a session', async () => {
    const response = await call('/api/v1/item', { method: 'HEAD' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  });

  it('refuses GET where it allows DELETE, also with a parameter', async () => {
    const response = await call('/api/v1/item/x');
    await problemOf(response, 'method_not_allowed');
    expect(response.headers.get('allow')).toBe('DELETE');
  });

  it.each([
    ['JSON', '{}', JSON_TYPE],
    ['malformed JSON', '{"a":', JSON_TYPE],
    ['text', 'hello', { 'content-type': 'text/plain' }],
  ])('is checked before a body of %s', async (_what, body, headers) => {
    await problemOf(await post('/api/v1/item', body, headers), 'method_not_allowed');
    await problemOf(await post('/api/v1/nothing', body, headers), 'not_found');
  });

  it('is malformed if its percent-encoding is', async () => {
    const response = await call('/api/v1/item/%zz', { method: 'DELETE' });
    await problemOf(response, 'malformed_request');
  });

  it('may contain a title of 255 emojis, percent-encoded', async () => {
    const title = '😀'.repeat(255);
    const response = await call(`/api/v1/item/${encodeURIComponent(title)}`, { method: 'DELETE' });
    await expect(response.json()).resolves.toEqual({ name: title });
  });

  it('is refused when a part of it is longer than that', async () => {
    const path = `/api/v1/item/${'x'.repeat(4000)}`;
    await problemOf(await call(path, { method: 'DELETE' }), 'uri_too_long');
  });

  it.each([
    ['is malformed', '%zz', 400],
    ['is too long', 'x'.repeat(4000), 414],
  ])('that %s is answered and logged like any other', async (_what, name, status) => {
    const id = `r-${status}`;
    const response = await call(`/api/v1/item/${name}?q=hunter2`, {
      method: 'DELETE',
      headers: { 'x-request-id': id },
    });
    expect(response.headers.get('x-request-id')).toBe(id);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await linesOf(await call('/api/v1/item')); // so a second line would have been written, too
    expect(await linesOfRequest(id)).toEqual([
      expect.objectContaining({ level: 'info', method: 'DELETE', route: 'unknown', status }),
    ]);
    expect(log.join('')).not.toMatch(/hunter2|%zz|xxx/);
  });
});

describe('A body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/merge-patch+json'])(
    'is read as %s',
    async (type) => {
      const response = await post('/api/v1/echo', '{"a":"ü"}', { 'content-type': type });
      await expect(response.json()).resolves.toEqual({ body: { a: 'ü' } });
    },
  );

  it.each([
    ['nothing at all', {}],
    ['JSON that is empty', { headers: JSON_TYPE, body: '' }],
    ['text that is empty', { headers: { 'content-type': 'text/plain' }, body: '' }],
    ['JSON and no body', { headers: JSON_TYPE }],
  ])('is missing if the request has %s', async (_what, init) => {
    const response = await call('/api/v1/echo', { method: 'POST', ...init });
    await expect(response.json()).resolves.toEqual({ body: 'none' });
  });

  it('is missing for a DELETE with a JSON content type, as browsers send it', async () => {
    const response = await call('/api/v1/item/x', { method: 'DELETE', headers: JSON_TYPE });
    expect(response.status).toBe(200);
  });

  it('is missing if it is chunked and empty', async () => {
    const { head, body } = await raw(
      'POST /api/v1/echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
        'transfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n',
    );
    expect([head.split('\r\n')[0], body]).toEqual(['HTTP/1.1 201 Created', '{"body":"none"}']);
  });

  it.each(['{"a":', 'hunter2', '{"a":1} {"b":2}', "{'a':1}", ' '])(
    'is refused if it is not JSON: %s',
    async (text) => {
      const body = await problemOf(await post('/api/v1/echo', text), 'malformed_json');
      expect(JSON.stringify(body)).not.toContain('hunter2');
    },
  );

  it('is refused if it is not UTF-8, rather than read with replacement characters', async () => {
    const latin1 = Buffer.from('{"a":"ü"}', 'latin1');
    await problemOf(await post('/api/v1/echo', latin1), 'malformed_json');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'json'])(
    'is refused as %s',
    async (type) => {
      const response = await post('/api/v1/echo', '{}', { 'content-type': type });
      await problemOf(response, 'unsupported_media_type');
    },
  );

  it('is refused without a content type', async () => {
    const response = await call('/api/v1/echo', { method: 'POST', body: Buffer.from('{}') });
    await problemOf(response, 'unsupported_media_type');
  });

  it('may have 64 KiB', async () => {
    const response = await post('/api/v1/echo', JSON.stringify('x'.repeat(65_534)));
    expect(response.status).toBe(201);
  });

  it('may not have more', async () => {
    const response = await post('/api/v1/echo', JSON.stringify('x'.repeat(65_535)));
    await problemOf(response, 'body_too_large');
  });

  it('may have more on a route that says so', async () => {
    const response = await post('/api/v1/long', JSON.stringify('x'.repeat(99_998)));
    await expect(response.json()).resolves.toEqual({ length: 99_998 });
    const refused = await post('/api/v1/long', JSON.stringify('x'.repeat(99_999)));
    await problemOf(refused, 'body_too_large');
  });

  it('may not have more without a content length, either', async () => {
    const chunk = `${'x'.repeat(70_000)}`;
    const { body } = await raw(
      'POST /api/v1/echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
        'transfer-encoding: chunked\r\nconnection: close\r\n\r\n' +
        `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`,
    );
    expect(JSON.parse(body)).toMatchObject({ status: 413, code: 'body_too_large' });
  });
});

describe('A body with a schema', () => {
  it('reaches the route as the schema parses it, without unknown fields', async () => {
    const response = await post('/api/v1/title', '{"title":"  code ","id":7}');
    await expect(response.json()).resolves.toEqual({ title: 'code' });
  });

  it.each([
    ['a field is missing', '{}'],
    ['a field has another type', '{"title":1}'],
    ['a field is blank', '{"title":"  "}'],
    ['a field is too long', '{"title":"01234567890"}'],
    ['a field has a NUL', '{"title":"a\\u0000"}'],
    ['a field has a lone surrogate', '{"title":"a\\ud800"}'],
  ])('is refused, naming the field, when %s', async (_what, text) => {
    const body = await problemOf(await post('/api/v1/title', text), 'validation_failed');
    expect(body['errors']).toEqual([
      {
        path: 'title',
        pointer: '/title',
        message: expect.any(String) as string,
        detail: expect.stringMatching(/^title (?:must|is) /) as string,
      },
    ]);
  });

  it.each(['[]', 'null', '"title"', ''])('is refused when it is %j', async (text) => {
    const body = await problemOf(await post('/api/v1/title', text), 'validation_failed');
    expect(body['errors']).toMatchObject([
      { path: '', pointer: '', detail: expect.stringMatching(/^the body /) as string },
    ]);
  });
});

describe('The headers of an answer', () => {
  it.each(['/api/v1/item', '/%61pi/v1/item', '/api/v1/explodes', '/api/v1/nothing', '/api'])(
    'keep %s out of caches',
    async (path) => {
      expect((await call(path)).headers.get('cache-control')).toBe('no-store');
    },
  );

  it.each(['/api/v1/item', '/api/v1/explodes', '/nothing', '/docs'])(
    'protect browsers at %s',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
      expect(headers.get('x-frame-options')).toMatch(/^(SAMEORIGIN|DENY)$/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );

  it('return a safe request id, which is also in the request context', async () => {
    const id = 'a-1_2.3:4';
    const response = await call('/api/v1/request-id', { headers: { 'x-request-id': id } });
    expect(response.headers.get('x-request-id')).toBe(id);
    await expect(response.json()).resolves.toEqual({ id });
  });

  it.each([
    ['spaces', 'a b'],
    ['200 characters', 'x'.repeat(200)],
    ['quotes', '"x"'],
    ['nothing', ''],
  ])('have a new request id for one with %s', async (_what, id) => {
    const { headers } = await call('/api/v1/item', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('have a new request id for each request, also with a body', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await post('/api/v1/echo', '{}')).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('A browser', () => {
  it.each([
    ['without an origin', {}],
    ['of an allowed origin', { origin: ORIGIN }],
    ['of a foreign origin', { origin: 'https://evil.example' }],
  ])('gets no preflight for an OPTIONS %s that is none', async (_what, headers) => {
    const known = await call('/api/v1/item', { method: 'OPTIONS', headers });
    await problemOf(known, 'method_not_allowed');
    expect(known.headers.get('allow')).toBe('GET');
    const unknown = await call('/api/v1/nothing', { method: 'OPTIONS', headers });
    await problemOf(unknown, 'not_found');
  });

  const preflight = (origin: string) =>
    call('/api/v1/item', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'x-asks,content-type',
      },
    });

  it('of an allowed origin may use every method and the headers of the API', async () => {
    const { ok, headers } = await preflight(ORIGIN);
    expect(ok).toBe(true);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(headers.get('access-control-allow-methods')).toContain(method);
    }
    expect(headers.get('access-control-allow-headers')).toMatch(
      /authorization.*content-type.*x-asks/,
    );
  });

  it('of an allowed origin may read answers and errors, and the headers that clients need', async () => {
    for (const path of ['/api/v1/item', '/api/v1/explodes', '/api/v1/nothing']) {
      const { headers } = await call(path, { headers: { origin: ORIGIN } });
      expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(headers.get('access-control-expose-headers')).toContain('x-answers');
      expect(headers.get('vary')).toContain('Origin');
    }
  });

  it.each(['https://evil.example', `${ORIGIN}.evil.example`, 'http://page.example', 'null'])(
    'of the foreign origin %s may not',
    async (origin) => {
      for (const { headers } of [
        await preflight(origin),
        await call('/api/v1/item', { headers: { origin } }),
      ]) {
        expect(headers.get('access-control-allow-origin')).toBeNull();
      }
    },
  );

  it('of any origin may not where none is configured', async () => {
    const closed = await start({
      NODE_ENV: 'production',
      TRUSTED_PROXIES: 'none',
    });
    const response = await fetch(`${await closed.getUrl()}/api/v1/item`, {
      method: 'OPTIONS',
      headers: { origin: ORIGIN, 'access-control-request-method': 'GET' },
    });
    await closed.close();
    expect(response.status).toBe(405);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('Input that is not a request', () => {
  it.each([
    ['headers over 16 KB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
    ['garbage', 'hunter2\r\n\r\n', 400],
    ['a malformed length', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n', 400],
  ])('is refused as problem+json: %s', async (_what, text, status) => {
    const { head, body } = await raw(text);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(head).toMatch(/connection: close/i);
    expect(JSON.parse(body)).toMatchObject({ status, request_id: expect.any(String) });
    expect(body).not.toContain('hunter2');
  });

  it('does not affect the server', async () => {
    await raw('hunter2\r\n\r\n');
    expect((await call('/api/v1/item')).status).toBe(200);
  });
});

describe('The log', () => {
  it('has the id of a preflight, too', async () => {
    await call('/api/v1/item', {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'GET',
        'x-request-id': 'preflight-1',
      },
    });
    expect(await linesOfRequest('preflight-1')).toEqual([
      expect.objectContaining({ method: 'OPTIONS', route: '/api/v1/item', status: 204 }),
    ]);
  });

  it('has one line of JSON per request, with its id and its route', async () => {
    const response = await call('/api/v1/item/x', { method: 'DELETE' });
    expect(await linesOf(response)).toEqual([
      expect.objectContaining({
        level: 'info',
        service: 'test',
        method: 'DELETE',
        route: '/api/v1/item/:name',
        status: 200,
        ms: expect.any(Number),
      }),
    ]);
  });

  it.each(['/api/v1/echo', '/api/v1/explodes', '/api/v1/nothing', '/api/v1/fails/too_busy'])(
    'contains no token, password, body, path or query string of a request for %s',
    async (path) => {
      const headers = {
        ...JSON_TYPE,
        token: 'hunter2-token',
        authorization: 'Bearer hunter2-bearer',
        cookie: 'hunter2=cookie',
        'user-agent': 'hunter2-agent',
      };
      const query = `?q=hunter2`;
      await call(`${path}${query}`, { headers });
      await call(`${path}${query}`, { method: 'POST', headers, body: '{"a":"hunter2"}' });
      await call(`${path}${query}`, { method: 'POST', headers, body: 'hunter2 is no JSON' });
      await call(`/api/v1/item/hunter2${query}`, { method: 'DELETE', headers });
      await linesOf(await call('/hunter2'));
      expect(log.join('')).not.toContain('hunter2');
    },
  );
});

describe('the address of the client', () => {
  const FORWARDED = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
  const addressFor = async (env: Record<string, string>, headers: Record<string, string>) => {
    const server = await start(env);
    const answer = await fetch(`${await server.getUrl()}/api/v1/address`, { headers });
    await server.close();
    return ((await answer.json()) as { address: string }).address;
  };

  it.each<Record<string, string>>([
    {},
    { TRUSTED_PROXIES: 'none' },
    { TRUSTED_PROXIES: '198.51.100.0/24' },
  ])('is that of the connection for %j, whatever a client claims', async (env) => {
    expect(await addressFor(env, FORWARDED)).toBe('127.0.0.1');
  });

  it.each([
    ['127.0.0.1', FORWARDED, '198.51.100.7'],
    ['127.0.0.0/8,198.51.100.0/24', FORWARDED, '203.0.113.9'],
    ['127.0.0.1', { 'x-forwarded-for': 'nonsense' }, '127.0.0.1'],
    ['127.0.0.1', { 'x-forwarded-for': '203.0.113.9, [2001:db8::7]:4711' }, '2001:db8::7'],
    ['127.0.0.1,10.0.0.5', { 'x-forwarded-for': '203.0.113.9:80, 10.0.0.5:81' }, '203.0.113.9'],
    ['127.0.0.1', {}, '127.0.0.1'],
  ])('behind %s with %j is %s', async (TRUSTED_PROXIES, headers, address) => {
    expect(await addressFor({ TRUSTED_PROXIES }, headers as Record<string, string>)).toBe(address);
  });

  it.each(['0.0.0.0/0', '10.0.0.5, ::/0', '::1/0'])(
    'can be forged by any client with TRUSTED_PROXIES=%s, and the start logs a warning',
    async (TRUSTED_PROXIES) => {
      const before = lines().length;
      await addressFor({ TRUSTED_PROXIES }, {});
      const warnings = lines()
        .slice(before)
        .filter(({ level }) => level === 'warn');
      expect(warnings).toEqual([
        expect.objectContaining({
          msg: expect.stringContaining('every client can forge its address'),
        }),
      ]);
    },
  );

  it('is on the line of a security event, which keeps its fields', async () => {
    await call('/api/v1/records', { headers: { 'x-request-id': 'event-1' } });
    const event = lines().find(({ context }) => context === 'security');
    expect(event).toMatchObject({
      event: 'login',
      user: 'u-1',
      address: '127.0.0.1',
      request_id: 'event-1',
    });
  });
});

describe('the API document', () => {
  it.each<[Record<string, string>, number]>([
    [{}, 200],
    [{ API_DOCS: 'off' }, 404],
    [{ NODE_ENV: 'production', TRUSTED_PROXIES: 'none' }, 404],
    [{ NODE_ENV: 'production', TRUSTED_PROXIES: 'none', API_DOCS: 'on' }, 200],
  ])('with %j answers %i', async (env, status) => {
    const server = await start(env);
    for (const path of ['/docs', '/docs/', '/docs-json', '/docs/swagger-ui.css']) {
      const answer = await fetch(`${await server.getUrl()}${path}`);
      expect([path, answer.status]).toEqual([path, status]);
      if (status === 404) await problemOf(answer, 'not_found');
      else await answer.text();
    }
    await server.close();
  });
});

describe('a limit', () => {
  it('answers 429, with the seconds to wait', async () => {
    const response = await call('/api/v1/limited');
    await problemOf(response, 'too_many_requests');
    expect(response.headers.get('retry-after')).toBe('42');
  });
});

describe('a request beyond a limit', () => {
  it('is refused with a problem, and logged', async () => {
    await problemOf(await call('/api/v1/huge'), 'too_busy');
    expect(log.join('')).toContain('"code":"too_busy"');
  });

  it('is refused so that a page of an allowed origin can read it', async () => {
    const behindProxy = await start({
      CORS_ORIGINS: ORIGIN,
      TRUSTED_PROXIES: '127.0.0.1',
      CONNECTIONS_PER_ADDRESS_MAX: '1',
    });
    const headers = { origin: ORIGIN, 'x-forwarded-for': '192.0.2.1' };
    const ask = async () => fetch(`${await behindProxy.getUrl()}/api/v1/waits`, { headers });
    const first = ask();
    await waitFor(
      () => waiting.length > 0,
      5_000,
      () => 'the first request',
    );
    const refused = await ask();
    await problemOf(refused, 'too_many_requests');
    expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    waiting.shift()!();
    expect((await first).status).toBe(200);
    await behindProxy.close();
  });
});
