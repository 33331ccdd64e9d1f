import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { noteReused, observed } from '../calls/index.js';
import { readConfig, serverConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { createServer } from '../server/index.js';
import { OpenTransaction } from '../transaction/index.js';

const call = (name: string) => {
  const [contract, each] = name.split('.') as [string, string];
  const batch = contract === 'taxes' ? 10 : undefined;
  return { contract, name: each, fullName: name, kind: 'query' as const, batch };
};
const ask = <T>(name: string, input: unknown, answer: () => Promise<T>) =>
  observed(call(name), 'in_process', input, answer);
const none = async () => null;
const inTransaction = <T>(work: () => Promise<T>) =>
  new OpenTransaction({ source: {}, connection: {}, place: () => '', isStrict: false }).run(work);

let release: () => void;

@Controller()
class RoomsController {
  @Get('rooms/:id')
  async read() {
    await ask('prices.priceOf', 'canary1', async () => {
      await ask('taxes.rateOf', { country: 'canary2' }, async () => ({ rate: 'canary3' }));
      return 'canary4';
    });
    await ask('prices.priceOf', 'ü', async () => noteReused());
    await inTransaction(() => ask('prices.priceOf', null, none));
    await ask('prices.priceOf', null, () => Promise.reject(new Error('canary5'))).catch(() => 0);
    return { room: 'canary6' };
  }

  @Post('rooms')
  add() {
    void ask('prices.later', null, () => new Promise<void>((resolve) => (release = resolve)));
  }

  @Get('others')
  other() {
    return {};
  }
}

@Module({ controllers: [RoomsController] })
class TestModule {}

let folder: string;
let file: string;
let apps: NestFastifyApplication[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recording-'));
  file = join(folder, 'calls.jsonl');
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.close()));
  apps = [];
  await rm(folder, { recursive: true });
});

async function start(env: NodeJS.ProcessEnv = { RECORD_CALLS: file }) {
  const log: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
  const config = readConfig([serverConfig({ port: 0 })], env);
  const contexts = { rooms: ['/rooms/'], hall: ['/rooms'] };
  const app = await createServer('test', { module: TestModule }, config, logger, { contexts });
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const send = async (method: string, path: string) =>
    (await fetch(url + path, { method, headers: { 'x-request-id': 'canary7' } })).status;
  return { send, log, close: () => apps.pop()!.close() };
}

const lines = async () =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const TIME = expect.any(Number) as number;

describe('a recording', () => {
  it('has names, times and sizes of requests and their calls, and nothing else', async () => {
    const { send, close } = await start();
    expect(await send('GET', '/rooms/canary8?canary9=1')).toBe(200);
    await close();
    const [process, request, ...others] = await lines();
    expect(process).toEqual({
      recording: 1,
      service: 'test',
      version: expect.any(String) as string,
      node: globalThis.process.version,
      startedAt: expect.any(String) as string,
      contexts: { rooms: ['/rooms/'], hall: ['/rooms'] },
    });
    const about = { kind: 'query', binding: 'in_process', start: TIME, ms: TIME };
    const price = { call: 'prices.priceOf', ...about };
    expect(request).toEqual({
      at: TIME,
      method: 'GET',
      route: '/rooms/:id',
      status: '2xx',
      ms: TIME,
      calls: [
        { call: 'taxes.rateOf', ...about, from: 'prices', sent: 21, received: 18, batched: true },
        { ...price, sent: 9, received: 9 },
        { ...price, sent: 4, received: 0, reused: true },
        { ...price, sent: 4, received: 4, inTransaction: true },
        { ...price, sent: 4, received: 0, failed: true },
      ],
    });
    expect(others).toEqual([]);
    expect(await readFile(file, 'utf8')).not.toContain('canary');
  });

  it('has the requests to contexts only, and calls outside of requests apart', async () => {
    const { send, close } = await start();
    await send('GET', '/others');
    await send('GET', '/healthz');
    await send('GET', '/canary');
    expect(await send('POST', '/rooms')).toBe(201);
    await ask('prices.changes', null, none);
    release();
    await close();
    expect((await lines()).slice(1)).toEqual([
      expect.objectContaining({ method: 'POST', route: '/rooms', calls: [] }),
      { at: TIME, outside: expect.objectContaining({ call: 'prices.changes' }) as object },
      { at: TIME, outside: expect.objectContaining({ call: 'prices.later' }) as object },
    ]);
  });

  it('is made only if the variable is set', async () => {
    const { send, log, close } = await start({});
    expect(await send('GET', '/rooms/1')).toBe(200);
    await close();
    expect(log).toEqual([]);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('is continued by the next process, also after half a line', async () => {
    await (await start()).close();
    await appendFile(file, '{"at":12');
    await (await start()).close();
    const text = await readFile(file, 'utf8');
    expect(text.split('\n').map((line) => line.slice(0, 13))).toEqual([
      '{"recording":',
      '{"at":12',
      '{"recording":',
      '',
    ]);
  });

  it('ends on a full disk with one line in the log, and requests are served', async () => {
    const { send, log, close } = await start({ RECORD_CALLS: '/dev/full' });
    const errors = () => log.filter((line) => line.includes('"level":50'));
    for (let i = 0; errors().length === 0 && i < 1_000; i++) await send('GET', '/rooms/1');
    for (let i = 0; i < 10; i++) expect(await send('GET', '/rooms/1')).toBe(200);
    await close();
    expect(errors()).toHaveLength(1);
    expect(errors()[0]).toMatch(
      /RECORD_CALLS: the recording has stopped: ENOSPC: no space left on device/,
    );
  });

  it.each([
    ['in a folder that does not exist', async () => join(folder, 'none', 'calls'), /ENOENT/],
    ['that is a folder', async () => folder, /EISDIR/],
    [
      'that is no recording',
      async () => {
        await writeFile(file, 'something of value\n');
        return file;
      },
      /has other content/,
    ],
    [
      'of another process',
      async () => {
        await start();
        return file;
      },
      /another process records to it/,
    ],
  ])('is not begun in a file %s', async (_what, path, message) => {
    const started = start({ RECORD_CALLS: await path() });
    await expect(started).rejects.toThrow(StartError);
    await expect(started).rejects.toThrow(message);
    expect(await readFile(file, 'utf8').catch(() => '')).not.toMatch(/value\n./);
  });
});
