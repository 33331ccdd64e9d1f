import { METHODS } from 'node:http';
import { Body, Controller, Get, Module, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastify as Fastify, type FastifyReply } from 'fastify';
import { pino } from 'pino';
import { requestText, sendAndReset, sendRaw } from '../../../../test/support/raw-http.js';
import { readConfig, serverConfig } from '../config/index.js';
import { commonErrors, ServiceError } from '../errors/index.js';
import { InternalRoutes } from '../http/index.js';
import { createServer } from './create-server.js';
import { watchRoutes } from './method-not-allowed.js';

/** Refuses every caller, as the guard of internal routes refuses one without a service token. */
class ClosedGuard {
  canActivate(): boolean {
    throw new ServiceError(commonErrors.not_found);
  }
}

@Controller('api/v1')
class PublicController {
  @Get('item')
  item() {
    return { ok: true };
  }

  @Post('item')
  make(@Body() body: unknown) {
    return { body };
  }

  @Get('query')
  query(@Query('q') q: string) {
    return { q };
  }

  @Get('twice')
  twice(@Res() reply: FastifyReply) {
    void reply.send({ sent: 1 });
    void reply.send({ sent: 2 });
  }
}

@UseGuards(ClosedGuard)
@InternalRoutes('v1')
class InternalController {
  @Post('question')
  question() {
    return { secret: true };
  }
}

/** Its address does not make it internal. */
@Controller('internal/v1')
class OrdinaryController {
  @Get('ordinary')
  ordinary() {
    return { ok: true };
  }
}

@Module({ controllers: [PublicController, InternalController, OrdinaryController] })
class EdgeModule {}

const HOST = ['host', 'x'] as const;
const CLOSE = ['connection', 'close'] as const;
const JSON_TYPE = ['content-type', 'application/json'] as const;

let app: NestFastifyApplication;
let url: string;
let log: string[];

beforeAll(async () => {
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const config = readConfig([serverConfig({ port: 0 })], {});
  log = [];
  app = await createServer('test', { module: EdgeModule }, config, logger);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());
beforeEach(() => (log = []));

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function ask(text: string | Uint8Array, end = false): Promise<Answer> {
  const answer = await sendRaw(url, text, { end });
  const middle = answer.indexOf('\r\n\r\n');
  const [first, ...lines] = answer.slice(0, middle).split('\r\n');
  const headers = lines.map((line) => line.split(/: ?(.*)/, 2) as [string, string]);
  return {
    status: Number(first!.split(' ')[1]),
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: answer.slice(middle + 4),
  };
}

function call(method: string, path: string, headers: [string, string][] = [], body = '') {
  return ask(requestText(method, path, [HOST, CLOSE, ...headers], body));
}

function expectProblem({ status, headers, body }: Answer, expected: number, code: string): void {
  expect({ status, type: headers['content-type'] }).toEqual({
    status: expected,
    type: 'application/problem+json; charset=utf-8',
  });
  expect(JSON.parse(body)).toMatchObject({
    status: expected,
    code,
    type: `urn:seam:error:${code}`,
  });
  expect(body).not.toMatch(/FST_|Error:|\.js|node_modules/);
}

describe('A method', () => {
  const others = METHODS.filter((method) => !['GET', 'POST', 'HEAD'].includes(method));

  it.each(others)('%s is refused on a known path, and only there', async (method) => {
    const known = await call(method, '/api/v1/item');
    expectProblem(known, 405, 'method_not_allowed');
    expect(known.headers['allow']).toBe('GET, POST');
    expectProblem(await call(method, '/api/v1/nothing'), 404, 'not_found');
  });

  it('that would never reach its route prevents the start', () => {
    const fastify = Fastify();
    void watchRoutes(fastify, {});
    const route = { method: 'QUERY', url: '/x', handler: () => undefined };
    expect(() => fastify.route(route)).toThrow('QUERY /x is never reached');
  });

  it.each(['QUERY', 'POST', 'PROPFIND'])(
    '%s with a body of any kind gets 404 first',
    async (method) => {
      const wrong = await call(method, '/nothing', [['content-type', '???']], 'x');
      expectProblem(wrong, 404, 'not_found');
      const large = await call(method, '/nothing', [[...JSON_TYPE]], 'x'.repeat(70_000));
      expectProblem(large, 404, 'not_found');
      expectProblem(await call(method, '/nothing'), 404, 'not_found');
    },
  );

  it('CONNECT to another host is refused', async () => {
    expectProblem(await call('CONNECT', 'example.com:443'), 404, 'not_found');
  });

  it('CONNECT does not affect the server when the client disconnects at once', async () => {
    const text = requestText('CONNECT', '/api/v1/item', [HOST]);
    await Promise.all(Array.from({ length: 20 }, () => sendAndReset(url, text)));
    expect((await call('GET', '/api/v1/item')).status).toBe(200);
  });

  it('is served as usual when the client offers an upgrade', async () => {
    const upgrade = [HOST, ['connection', 'upgrade, close'], ['upgrade', 'websocket']] as const;
    expect((await ask(requestText('GET', '/api/v1/item', upgrade))).status).toBe(200);
  });
});

describe('Headers', () => {
  it.each([
    ['two hosts', [HOST, ['host', 'y']]],
    ['the same host twice', [HOST, HOST]],
    ['two hosts in one', [['host', 'x, y']]],
    ['no host', []],
    ...['a b', 'x/y', 'user@x', '<x>', 'x"', 'h\u00f6st'].map(
      (host) => [`the host ${host}`, [['host', host]]] as const,
    ),
  ] as const)('with %s are refused', async (_, headers) => {
    for (const path of ['/api/v1/item', '/nothing']) {
      const answer = await ask(requestText('GET', path, [...headers, CLOSE]));
      expectProblem(answer, 400, 'malformed_request');
    }
  });

  it.each(['', 'x', 'x:', 'x:80', 'my_host.example.com', '127.0.0.1:1', '[::1]:80', '%61~!'])(
    'may have the host "%s"',
    async (host) => {
      const headers = [['host', host], CLOSE] as const;
      expect((await ask(requestText('GET', '/api/v1/item', headers))).status).toBe(200);
    },
  );

  it('need no host in HTTP/1.0', async () => {
    expect((await ask('GET /api/v1/item HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  it('may have an unknown expectation', async () => {
    const answer = await call('GET', '/api/v1/item', [['expect', 'a miracle']]);
    expect(answer.status).toBe(200);
  });

  it('with two content types are not read by the first one', async () => {
    const types: [string, string][] = [[...JSON_TYPE], ['content-type', 'text/plain']];
    expectProblem(await call('POST', '/api/v1/item', types, '{}'), 415, 'unsupported_media_type');
  });
});

describe('The connection', () => {
  const REFUSED = [
    ['GET', '/nothing', [], '', 404],
    ['PUT', '/api/v1/item', [], '', 405],
    ['POST', '/api/v1/item', [JSON_TYPE], '{"', 400],
    ['POST', '/api/v1/item', [['content-type', 'text/plain']], 'x', 415],
    ['POST', '/api/v1/item', [JSON_TYPE], 'x'.repeat(70_000), 413],
  ] as const;

  it.each(REFUSED)(
    'of %s %s is closed if requested, and kept otherwise',
    async (method, path, headers, body, status) => {
      const asked = [HOST, CLOSE, ...headers];
      const closed = await ask(requestText(method, path, asked, body));
      expect([closed.status, closed.headers['connection']]).toEqual([status, 'close']);
      // Two requests on one connection: the second requests its end.
      const [first, last] = [[HOST, ...headers], asked].map((each) =>
        requestText(method, path, each, body),
      );
      const both = await sendRaw(url, Buffer.concat([first!, last!]));
      expect(both.match(/HTTP\/1\.1 \d+/g)).toEqual(Array(2).fill(`HTTP/1.1 ${status}`));
      expect(both.match(/^connection: .*$/gim)?.map((line) => line.toLowerCase())).toEqual([
        'connection: keep-alive',
        'connection: close',
      ]);
    },
  );
});

describe('What Fastify refuses', () => {
  it.each([
    ['/docs/../x', 403],
    ['/docs//', 403],
    ['/docs//x', 403],
    ['/docs/./x', 403],
  ])('keeps its status: %s', async (path, status) => {
    expectProblem(await call('GET', path), status, 'refused');
  });

  it('keeps its class, with any path', async () => {
    for (const path of ['/docs/%00', '/docs/%2e%2e/x', '/docs/..%2fx', '/docs/\\x', '/docs/%5c']) {
      const answer = await call('GET', path);
      expect([path, Math.floor(answer.status / 100)]).toEqual([path, 4]);
      expectProblem(answer, answer.status, (JSON.parse(answer.body) as { code: string }).code);
    }
    expect(log.filter((line) => /"level":(?:50|60|"error")/.test(line))).toEqual([]);
  });

  it.each(['/docs/LICENSE', '/docs/nothing', '/docs/nothing.css', '/docs-json/x'])(
    'is a problem at the API document, too: %s',
    async (path) => {
      expectProblem(await call('GET', path), 404, 'not_found');
    },
  );

  it('keeps its status for missing parts of a file', async () => {
    const path = '/docs/swagger-ui.css';
    expectProblem(await call('GET', path, [['range', 'bytes=99999999-']]), 416, 'refused');
    expectProblem(await call('GET', path, [['if-match', '"x"']]), 412, 'refused');
  });
});

describe('An internal route', () => {
  const internal = ['/internal/v1/question', '/%69nternal/v1/question', '/internal/v1/qu%65stion'];

  it.each<[string, string, [string, string][], string]>([
    ['without a body', 'POST', [], ''],
    ['with JSON', 'POST', [[...JSON_TYPE]], '{}'],
    ['with malformed JSON', 'POST', [[...JSON_TYPE]], '{"a":'],
    ['with text', 'POST', [['content-type', 'text/plain']], 'x'],
    ['with a type that is none', 'POST', [['content-type', '???']], 'x'],
    ['with a body that is too large', 'POST', [[...JSON_TYPE]], 'x'.repeat(70_000)],
    ['by a page', 'POST', [['origin', 'http://localhost:3000']], ''],
    ['by GET', 'GET', [], ''],
    ['by HEAD', 'HEAD', [], ''],
    ['by OPTIONS', 'OPTIONS', [], ''],
    ['by TRACE', 'TRACE', [], ''],
    ['by QUERY', 'QUERY', [], ''],
    ['by CONNECT', 'CONNECT', [], ''],
  ])('called %s looks like an unknown one', async (_, method, headers, body) => {
    const look = async (path: string) => {
      const answer = await call(method, path, headers, body);
      const { 'x-request-id': id, ...rest } = answer.headers;
      return { ...answer, headers: { ...rest, date: '' }, body: answer.body.replace(id!, 'id') };
    };
    const nothing = await look('/internal/v1/nothing!');
    expect(nothing.status).toBe(404);
    for (const path of internal) expect([path, await look(path)]).toEqual([path, nothing]);
  });

  it('is internal by its attribute, not by its address', async () => {
    expectProblem(await call('PUT', '/internal/v1/ordinary'), 405, 'method_not_allowed');
  });

  it('waits for the body like an unknown one', async () => {
    const half = (path: string) =>
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`;
    for (const path of ['/internal/v1/nothing!', ...internal]) {
      expect([path, (await ask(half(path), true)).status]).toEqual([path, 400]);
    }
  });
});

describe('The log of Fastify', () => {
  it('contains no address, also when a handler answers twice', async () => {
    await call('GET', '/api/v1/twice?password=hunter2', [['token', 'hunter2']]);
    await call('GET', '/api/v1/item');
    const warnings = log.filter((line) => line.includes('FST_ERR_REP_ALREADY_SENT'));
    expect(warnings).toHaveLength(1);
    expect(log.join('')).not.toContain('hunter2');
  });
});
