import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { waitFor } from '../../../../test/support/wait-for.js';
import { limitClients } from './client-limits.js';

const LIMITS = { connections: 20, perAddress: 3, trustedProxies: [] as string[] };

let app: FastifyInstance;
let lines: string[];
let sockets: Socket[];
beforeEach(() => {
  lines = [];
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await app.close();
});

async function start(limits: typeof LIMITS): Promise<number> {
  const { trustedProxies } = limits;
  app = fastify({ trustProxy: trustedProxies.length > 0 ? trustedProxies : false });
  const logger = pino({}, { write: (line: string) => lines.push(line) });
  await app.register(limitClients, { ...limits, logger });
  app.get('/', async () => 'ok');
  await app.listen({ port: 0, host: '0.0.0.0' });
  return (app.server.address() as { port: number }).port;
}

/** Whether a new connection from this address gets an answer. */
async function isServed(port: number, localAddress: string): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  return Promise.race([
    once(socket, 'data').then(() => true),
    once(socket, 'close').then(() => false),
  ]);
}

const hold = async (port: number, count: number, localAddress: string) => {
  for (let i = 0; i < count; i++) expect(await isServed(port, localAddress)).toBe(true);
};

describe('connections', () => {
  it('are limited per address, and others are served all the same', async () => {
    const port = await start(LIMITS);
    await hold(port, 3, '127.0.0.2');
    expect(await isServed(port, '127.0.0.2')).toBe(false);
    expect(await isServed(port, '127.0.0.3')).toBe(true);
  });

  it('are closed if they have no address any more: what had come on them is not served', async () => {
    await start(LIMITS);
    const gone = new Socket();
    app.server.emit('connection', gone);
    expect(gone.destroyed).toBe(true);
  });

  it('count no longer once they are closed', async () => {
    const port = await start(LIMITS);
    await hold(port, 3, '127.0.0.2');
    sockets[0]!.destroy();
    await once(sockets[0]!, 'close');
    await waitFor(
      () => isServed(port, '127.0.0.2'),
      5_000,
      () => 'a connection to be free',
    );
  });

  it('are limited in total', async () => {
    const port = await start({ ...LIMITS, connections: 6 });
    await hold(port, 3, '127.0.0.2');
    await hold(port, 3, '127.0.0.3');
    expect(await isServed(port, '127.0.0.4')).toBe(false);
  });

  it('leave at least half of the total to other addresses', async () => {
    const port = await start({ ...LIMITS, connections: 10, perAddress: 1_000 });
    await hold(port, 5, '127.0.0.2');
    expect(await isServed(port, '127.0.0.2')).toBe(false);
    await hold(port, 5, '127.0.0.3');
  });

  it('of a trusted proxy are not limited, also when clients have all that there are', async () => {
    const port = await start({ ...LIMITS, connections: 6, trustedProxies: ['127.0.0.2/32'] });
    for (const address of ['127.0.0.3', '127.0.0.4']) await hold(port, 3, address);
    expect(await isServed(port, '127.0.0.5')).toBe(false);
    await hold(port, 10, '127.0.0.2');
  });

  it('that are refused are one line in the log, not one each', async () => {
    const port = await start(LIMITS);
    await hold(port, 3, '127.0.0.2');
    for (let i = 0; i < 5; i++) expect(await isServed(port, '127.0.0.2')).toBe(false);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('connections refused');
  });
});
