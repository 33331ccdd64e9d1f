import { connect } from 'node:net';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Module,
  Post,
  UseGuards,
} from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { requestText, sendRaw } from '../../../../test/support/raw-http.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { readConfig, serverConfig } from '../config/index.js';
import { commonErrors, ServiceError } from '../errors/index.js';
import { HealthModule } from '../health/index.js';
import { InternalRoutes } from '../http/index.js';
import { createServer } from './create-server.js';
import { listen, type Urls } from './listen.js';

const CALLER = { 'x-caller': 'known' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Accepts callers that say who they are, as the guard of internal routes does. */
class CallerGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (headers['x-caller'] !== CALLER['x-caller']) throw new ServiceError(commonErrors.not_found);
    return true;
  }
}

@Controller('api/v1')
class PublicController {
  @Get('item')
  item() {
    return { ok: true };
  }
}

let waiting: (() => void)[] = [];

@UseGuards(CallerGuard)
@InternalRoutes('v1')
class InternalController {
  @Post('question')
  question() {
    return { secret: true };
  }

  @Post('slow-question')
  slowQuestion() {
    return new Promise((resolve) => waiting.push(() => resolve({ secret: true })));
  }
}

@Module({ imports: [HealthModule], controllers: [PublicController, InternalController] })
class TestModule {}

let log: string[];
beforeEach(() => ([log, waiting] = [[], []]));

async function start(env: Record<string, string>): Promise<{ app: NestFastifyApplication } & Urls> {
  const config = readConfig([serverConfig({ port: 0 })], env);
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  const app = await createServer('test', { module: TestModule }, config, logger);
  const urls = await listen(app, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  return { app, ...urls };
}

function ask(url: string, headers: Record<string, string> = CALLER, path = 'question') {
  return fetch(`${url}/internal/v1/${path}`, { method: 'POST', headers });
}

async function statusOf(answer: Promise<Response>): Promise<unknown> {
  const { status, headers, ...response } = await answer;
  void response;
  return [status, headers.get('content-type')?.split(';')[0]];
}

const OK = (status: number) => [status, 'application/json'];
const NOT_FOUND = [404, 'application/problem+json'];

describe('Internal routes without INTERNAL_PORT', () => {
  it('answer at the public address, and there is no other', async () => {
    const { app, url, internalUrl } = await start({});
    try {
      expect(internalUrl).toBeUndefined();
      expect(await statusOf(ask(url))).toEqual(OK(201));
      expect(await statusOf(fetch(`${url}/api/v1/item`))).toEqual(OK(200));
    } finally {
      await app.close();
    }
  });
});

describe('Internal routes with INTERNAL_PORT', () => {
  let app: NestFastifyApplication;
  let url: string;
  let internalUrl: string;
  beforeAll(async () => {
    const started = await start({ INTERNAL_PORT: '0', CONNECTIONS_PER_ADDRESS_MAX: '20' });
    [app, url, internalUrl] = [started.app, started.url, started.internalUrl!];
  });
  afterAll(() => app.close());

  it('answer at the internal address only', async () => {
    expect(internalUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await statusOf(ask(internalUrl))).toEqual(OK(201));
    expect(await statusOf(ask(url))).toEqual(NOT_FOUND);
  });

  it('are alone there: all others answer at the public address only', async () => {
    for (const path of ['/api/v1/item', '/docs', '/docs-json']) {
      expect((await fetch(`${url}${path}`)).status).toBe(200);
      expect([path, await statusOf(fetch(`${internalUrl}${path}`))]).toEqual([path, NOT_FOUND]);
    }
    const put = (base: string) => fetch(`${base}/api/v1/item`, { method: 'PUT' });
    expect((await put(url)).status).toBe(405);
    expect(await statusOf(put(internalUrl))).toEqual(NOT_FOUND);
  });

  it('share the probes with the public address', async () => {
    for (const base of [url, internalUrl]) {
      expect((await fetch(`${base}/healthz`)).status).toBe(200);
      expect((await fetch(`${base}/readyz`)).status).toBe(200);
    }
  });

  it('keep their guard', async () => {
    expect(await statusOf(ask(internalUrl, {}))).toEqual(NOT_FOUND);
    expect(await statusOf(ask(internalUrl, { 'x-caller': 'unknown' }))).toEqual(NOT_FOUND);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['of a known caller', 'POST', CALLER, ''],
    ['with JSON', 'POST', { ...CALLER, ...JSON_TYPE }, '{}'],
    ['with malformed JSON', 'POST', { ...CALLER, ...JSON_TYPE }, '{"a":'],
    ['that is too large', 'POST', { ...CALLER, ...JSON_TYPE }, 'x'.repeat(70_000)],
    ['by GET', 'GET', CALLER, ''],
    ['by OPTIONS', 'OPTIONS', CALLER, ''],
  ])('look unknown at the public address to a request %s', async (_, method, headers, body) => {
    const look = async (path: string) => {
      const all = [['host', 'x'], ['connection', 'close'], ...Object.entries(headers)];
      const text = requestText(method, path, all as [string, string][], body);
      return (await sendRaw(url, text)).replace(/[0-9a-f-]{36}|^date: .*$/gim, '');
    };
    const unknown = await look('/internal/v1/nothing!');
    expect(unknown).toMatch(/^HTTP\/1.1 404 /);
    expect(await look('/internal/v1/question')).toBe(unknown);
  });

  it('have request ids, and lines in the log with their route', async () => {
    const answer = await ask(internalUrl, { ...CALLER, 'x-request-id': 'internal-1' });
    expect(answer.headers.get('x-request-id')).toBe('internal-1');
    const lines = () => log.filter((line) => line.includes('"internal-1"'));
    await waitFor(
      () => lines().some((line) => line.includes('/internal/v1/question')),
      5_000,
      () => 'the line of the request',
    );
  });

  it('count their connections with those of the public address', async () => {
    const sockets = Array.from({ length: 30 }, (_, i) =>
      connect({
        port: Number(new URL(i % 2 ? url : internalUrl).port),
        localAddress: '127.0.0.2',
      }).on('error', () => undefined),
    );
    const closed = () => sockets.filter((socket) => socket.closed).length;
    await waitFor(
      () => closed() === 10,
      5_000,
      () => 'the connections beyond 20 to be closed',
    );
    for (const socket of sockets) socket.destroy();
  });
});

it('Closing a server waits for a running request at its internal address', async () => {
  const { app, internalUrl } = await start({ INTERNAL_PORT: '0' });
  const answer = ask(internalUrl!, { ...CALLER, connection: 'close' }, 'slow-question');
  await waitFor(
    () => waiting.length === 1,
    5_000,
    () => 'the request',
  );
  let isClosed = false;
  const closing = app.close().then(() => (isClosed = true));
  await waitFor(
    () =>
      ask(internalUrl!).then(
        () => false,
        () => true,
      ),
    5_000,
    () => 'the internal address to be closed',
  );
  expect(isClosed).toBe(false);
  waiting[0]!();
  expect((await answer).status).toBe(201);
  await closing;
});

describe('An internal address that cannot be used', () => {
  it('names its variable, and closes nothing else', async () => {
    const { app, internalUrl } = await start({ INTERNAL_PORT: '0' });
    const { port } = new URL(internalUrl!);
    try {
      await expect(start({ INTERNAL_PORT: port })).rejects.toThrow(
        `INTERNAL_PORT: ${port} on 127.0.0.1 is taken by another process. Stop it, or set INTERNAL_PORT`,
      );
      await expect(start({ INTERNAL_PORT: '0', INTERNAL_HOST: '192.0.2.1' })).rejects.toThrow(
        'INTERNAL_HOST: 192.0.2.1 is not an address of this machine',
      );
    } finally {
      await app.close();
    }
  });

  it.each([
    ['70000', 'INTERNAL_PORT: must be a whole number from 0 to 65535, or unset.'],
    ['4711', 'INTERNAL_PORT: must not be that of PORT.'],
  ])('%s is refused: %s', (INTERNAL_PORT, message) => {
    const read = () => readConfig([serverConfig({ port: 1 })], { PORT: '4711', INTERNAL_PORT });
    expect(read).toThrow(message);
  });
});
