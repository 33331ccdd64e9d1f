import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { readConfig, serverConfig } from '../config/index.js';
import { createServer } from './create-server.js';
import { listen, type Urls } from './listen.js';

@Controller('rooms')
class RoomsController {
  @Get(':id')
  read() {
    return {};
  }
}

@Module({ controllers: [RoomsController] })
class TestModule {}

let open: NestFastifyApplication[] = [];
afterEach(async () => {
  await Promise.all(open.map((app) => app.close()));
  open = [];
});

async function start(env: Record<string, string>): Promise<Urls> {
  const config = readConfig([serverConfig({ port: 0 })], env);
  const logger = pino({ level: 'silent' });
  const app = await createServer('test', { module: TestModule }, config, logger);
  open.push(app);
  return listen(app, config);
}

const read = async (url: string, method = 'GET') => {
  const response = await fetch(`${url}/metrics`, { method });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

/** The number of scrapes that a text has seen end. */
const scrapesIn = (text: string) =>
  Number(/_count\{method="GET",route="\/metrics",status="2xx"\} (\d+)/.exec(text)?.[1] ?? 0);

describe('/metrics', () => {
  it('is at the internal address only, and answers as other routes there', async () => {
    const { url, internalUrl } = await start({ INTERNAL_PORT: '0' });
    const { status, headers, text } = await read(internalUrl!);
    expect([status, headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(text).toContain('seam_build_info{service="test"');
    expect(await read(internalUrl!, 'HEAD')).toMatchObject({ status: 200, text: '' });
    expect((await read(internalUrl!, 'POST')).status).toBe(404);
    for (const method of ['GET', 'HEAD', 'POST'])
      expect((await read(url, method)).status).toBe(404);
  });

  it('does not exist without an internal address', async () => {
    const { url } = await start({});
    expect((await read(url)).status).toBe(404);
  });

  it('shows routes, not paths', async () => {
    const { url, internalUrl } = await start({ INTERNAL_PORT: '0' });
    for (const path of ['/rooms/canary1', '/canary2', '/canary3?canary4'])
      await fetch(`${url}${path}`);
    await fetch(`${url}/rooms/1`, { method: 'CANARY5' }).catch(() => undefined);
    const { text } = await read(internalUrl!);
    expect(text).toContain('_count{method="GET",route="/rooms/:id",status="2xx"} 1');
    expect(text).toContain('_count{method="GET",route="unknown",status="4xx"} 2');
    expect(text.toLowerCase()).not.toContain('canary');
  });

  it('collects once for several at the same time', async () => {
    const { internalUrl } = await start({ INTERNAL_PORT: '0' });
    const all = await Promise.all(Array.from({ length: 10 }, () => read(internalUrl!)));
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200));
    // Each collection would show other times of the process, and more scrapes.
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(scrapesIn(all[0]!.text)).toBe(0);
  });
});
