import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { readConfig, serverConfig } from '../config/index.js';
import { createServer } from './create-server.js';
import { PAGE_POLICY } from './serve-page.js';

@Controller('api/v1')
class TestController {
  @Get('item')
  item() {
    return { ok: true };
  }
}

@Module({ controllers: [TestController] })
class TestModule {}

const FILES = {
  'index.html': '<title>the page</title>',
  'favicon.svg': '<svg/>',
  'assets/index-abc.js': 'run()',
  'assets/index-abc.js.gz': gzipSync('run()'),
};
let folder: string;
let app: NestFastifyApplication;
let log: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(folder, 'web', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'hunter2');
  for (const [name, text] of Object.entries(FILES))
    await writeFile(join(folder, 'web', name), text);
  app = await start(join(folder, 'web'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(page: string): Promise<NestFastifyApplication> {
  log = [];
  const config = readConfig([serverConfig({ port: 0 })], {});
  const logger = pino({ level: 'warn' }, { write: (line: string) => log.push(line) });
  const server = await createServer('test', { module: TestModule }, config, logger, { page });
  await server.listen(0, '127.0.0.1');
  return server;
}

async function get(path: string, init: RequestInit = {}) {
  const response = await fetch(`${await app.getUrl()}${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('servePage', () => {
  it.each(['/', '/index.html', '/done', '/login?x=1', '/some/where/else'])(
    'answers %s with the page, which is revalidated each time',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect({ status, text }).toEqual({ status: 200, text: FILES['index.html'] });
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('no-cache');
      expect(headers.get('content-security-policy')).toBe(PAGE_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each(['/', '/index.html', '/favicon.svg', '/assets/index-abc.js'])(
    'allows only GET and HEAD at %s',
    async (path) => {
      expect((await get(path, { method: 'HEAD' })).status).toBe(200);
      for (const method of ['POST', 'PUT', 'DELETE', 'PROPFIND']) {
        const { status, headers } = await get(path, { method });
        expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
    },
  );

  it('answers 404 to a POST at a page address', async () => {
    expect((await get('/done', { method: 'POST' })).status).toBe(404);
  });

  it('has a policy without inline code, eval or other origins', () => {
    expect(PAGE_POLICY).not.toMatch(/unsafe|https?:|data:|\*/);
    expect(PAGE_POLICY).toContain("default-src 'none'");
  });

  it('lets assets be cached for a year, and sends them as the build has compressed them', async () => {
    const { status, headers, text } = await get('/assets/index-abc.js', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect({ status, text }).toEqual({ status: 200, text: 'run()' });
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(headers.get('vary')).toContain('accept-encoding');
  });

  it('answers HEAD, and 304 to a client with the current version', async () => {
    const head = await get('/favicon.svg', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    const etag = head.headers.get('etag')!;
    // fetch would request a new copy by itself.
    const again = { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } };
    expect((await get('/favicon.svg', again)).status).toBe(304);
  });

  it.each([
    '/assets/index-old.js',
    '/nothing.txt',
    '/api',
    '/api/v1/nothing',
    '/%61pi/v1/nothing',
    '/internal/v1/ping',
    '/docs/nothing',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
  ])('answers %s with 404 as problem+json', async (path) => {
    const { status, headers, text } = await get(path);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toContain('hunter2');
  });

  it.each<[string, Record<string, string>, number]>([
    ['parts that are not there', { range: 'bytes=99999999-' }, 416],
    ['another version', { 'if-match': '"x"' }, 412],
    ['an older version', { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 412],
  ])('refuses %s of an asset with its status', async (_, wants, status) => {
    for (const path of ['/assets/index-abc.js', '/favicon.svg', '/', '/docs/swagger-ui.css']) {
      const { headers, text, ...answer } = await get(path, { headers: wants });
      expect([path, answer.status]).toEqual([path, status]);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(text)).toMatchObject({ code: 'refused', status });
    }
    expect(log.join('')).toBe('');
  });

  it('has the length of the asset in a 416', async () => {
    const headers = { range: 'bytes=99999999-' };
    const answer = await get('/favicon.svg', { headers });
    expect(answer.headers.get('content-range')).toBe('bytes */6');
  });

  it('does not affect the API and its description', async () => {
    expect((await get('/api/v1/item')).text).toBe('{"ok":true}');
    expect((await get('/docs')).text).toContain('swagger-ui');
    expect((await get('/api/v1/item', { method: 'POST' })).status).toBe(405);
    expect((await get('/done', { method: 'POST' })).status).toBe(404);
  });

  it('logs that no page was built, and serves the API', async () => {
    const bare = await start(join(folder, 'nowhere'));
    const url = await bare.getUrl();
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/api/v1/item`)).status).toBe(200);
    await bare.close();
    expect(log.join('')).toContain('npm run build');
  });
});
