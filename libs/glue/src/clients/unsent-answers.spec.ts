import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { fastify, type FastifyInstance } from 'fastify';
import { waitFor } from '../../../../test/support/wait-for.js';
import { clientAddress } from '../http/index.js';
import { limitUnsentAnswers } from './unsent-answers.js';

const MB = 1024 * 1024;
/** More than the kernel buffers for one connection. */
const SIZE = 16 * MB;
const LIMITS = {
  total: 5 * SIZE,
  perAddress: 2 * SIZE,
  checkEveryMs: 60_000,
  readWithinMs: 60_000,
};

let app: FastifyInstance;
let port: number;
let sockets: Socket[] = [];
let late: (() => void)[] = [];
let sent: unknown[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  [sockets, late, sent] = [[], [], []];
  await app.close();
});

async function start(limits = LIMITS): Promise<void> {
  app = fastify();
  // Other hooks have read the address by then, and it is cached.
  app.addHook('onRequest', (request, _reply, done) => {
    clientAddress(request);
    done();
  });
  await app.register(limitUnsentAnswers, { limits });
  app.get('/big', async () => 'x'.repeat(SIZE));
  app.get('/big-in-bytes', async () => '\u20ac'.repeat(SIZE / 3));
  app.get('/stream', (_request, reply) => reply.send(Readable.from(endless())));
  app.get('/late', (_request, reply) => {
    late.push(() => void reply.send('x'.repeat(SIZE)));
  });
  app.addHook('onSend', (_request, _reply, payload, done) => {
    sent.push(payload);
    done(null, payload);
  });
  app.get('/small', async () => 'x'.repeat(1_000));
  await app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = app.server.address() as { port: number });
}

function* endless() {
  for (;;) yield 'x'.repeat(64 * 1024);
}

/**
 * Sends a request, and stops reading after the first bytes of the response; resolves to its status.
 */
async function askWithoutReading(path: string, localAddress: string): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  return Number(/^HTTP\/1.1 (\d+)/.exec(chunk.toString('latin1'))![1]);
}

describe('answers that are not read', () => {
  it('are limited per address: 503, while others get theirs', async () => {
    await start();
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push(await askWithoutReading('/big', '127.0.0.2'));
    expect(statuses).toEqual([200, 200, 503, 503]);
    expect(await askWithoutReading('/big', '127.0.0.3')).toBe(200);
    expect(await askWithoutReading('/small', '127.0.0.2')).toBe(200);
  });

  it('are limited per address if they are streams, by the pages that they keep', async () => {
    await start({ ...LIMITS, perAddress: 2 * MB });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push(await askWithoutReading('/stream', '127.0.0.2'));
    expect(statuses).toEqual([200, 200, 503]);
    expect(await askWithoutReading('/stream', '127.0.0.3')).toBe(200);
  });

  it('are limited in total: 503', async () => {
    await start();
    const statuses = [];
    for (const address of ['127.0.0.2', '127.0.0.3', '127.0.0.4']) {
      statuses.push(await askWithoutReading('/big', address));
      statuses.push(await askWithoutReading('/big', address));
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 503]);
    expect(await askWithoutReading('/small', '127.0.0.5')).toBe(200);
  });

  it('stop counting once they are read, or their client has disconnected', async () => {
    await start();
    for (let i = 0; i < 2; i++) await askWithoutReading('/big', '127.0.0.2');
    expect(await askWithoutReading('/big', '127.0.0.2')).toBe(503);
    sockets[0]!.destroy();
    const isServed = async () => (await askWithoutReading('/big', '127.0.0.2')) === 200;
    await waitFor(isServed, 5_000, () => 'the closed connection to count no longer');
    for (let i = 0; i < 5; i++) {
      const answer = await fetch(`http://127.0.0.1:${port}/big`);
      expect((await answer.text()).length).toBe(SIZE);
    }
  });

  it('are counted in bytes', async () => {
    await start();
    const ask = () => askWithoutReading('/big-in-bytes', '127.0.0.2');
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 503]);
  });

  it('are sent as bytes, if they are big', async () => {
    await start();
    const lengths = [];
    for (const path of ['big-in-bytes', 'small']) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      const { byteLength } = await answer.arrayBuffer();
      expect(answer.headers.get('content-length')).toBe(`${byteLength}`);
      lengths.push(byteLength);
    }
    expect(lengths).toEqual([SIZE - (SIZE % 3), 1_000]);
    expect(sent.map((payload) => Buffer.isBuffer(payload))).toEqual([true, false]);
  });

  it('do not count if their client disconnected before they were ready', async () => {
    await start();
    for (let i = 0; i < 3; i++) {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
      socket.write('GET /late HTTP/1.1\r\nhost: x\r\n\r\n');
      await waitFor(
        () => late.length > i,
        5_000,
        () => 'the request',
      );
      socket.destroy();
    }
    await waitFor(
      async () => (await openConnections()) === 0,
      5_000,
      () => 'the server to notice',
    );
    for (const answer of late) answer();
    expect(await askWithoutReading('/big', '127.0.0.2')).toBe(200);
  });

  it.each(['/big', '/stream'])('are aborted if nothing of them is read: %s', async (path) => {
    await start({ ...LIMITS, checkEveryMs: 100 });
    await askWithoutReading(path, '127.0.0.2');
    await waitFor(
      async () => (await openConnections()) === 0,
      5_000,
      () => 'the end of it',
    );
  });

  it('are aborted if they have not been read completely in time', async () => {
    await start({ ...LIMITS, readWithinMs: 100 });
    await askWithoutReading('/big', '127.0.0.2');
    await waitFor(
      async () => (await openConnections()) === 0,
      5_000,
      () => 'the end of it',
    );
  });
});

function openConnections(): Promise<number> {
  return new Promise((resolve, reject) => {
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
