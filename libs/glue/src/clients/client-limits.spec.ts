import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { waitFor } from '../../../../test/support/wait-for.js';
import { limitClients } from './client-limits.js';

const NO_END = { atOnce: Infinity, perSecond: 0 };
const LIMITS = {
  connections: 20,
  perAddress: 3,
  opening: NO_END,
  waste: NO_END,
  trustedProxies: [] as string[],
};
const PLAIN = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';
/** Input that is expensive to read and is refused, and its cost. */
const WASTE = [
  { what: 'no HTTP', text: `${'nothing of the kind '.repeat(300)}\r\n\r\n`, cost: 1 },
  { what: 'too long headers', text: `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}`, cost: 1 },
  {
    what: 'too many headers',
    text: `GET / HTTP/1.1\r\nhost: x\r\n${'h: a value of some forty characters here\r\n'.repeat(100)}\r\n`,
    cost: 1,
  },
  { what: 'too many requests', text: PLAIN.repeat(102), cost: 10 },
];

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
  app = fastify({
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    clientErrorHandler: (_error, socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  });
  const logger = pino({}, { write: (line: string) => lines.push(line) });
  await app.register(limitClients, { ...limits, logger });
  app.get('/', async () => 'ok');
  await app.listen({ port: 0, host: '0.0.0.0' });
  return (app.server.address() as { port: number }).port;
}

function open(port: number, localAddress: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  return socket.on('error', () => undefined);
}

/** Whether a new connection from this address gets a response. */
async function isServed(port: number, localAddress: string): Promise<boolean> {
  const socket = open(port, localAddress);
  socket.write(PLAIN);
  return Promise.race([
    once(socket, 'data').then(
      () => true,
      () => false,
    ),
    once(socket, 'close').then(
      () => false,
      () => false,
    ),
  ]);
}

const hold = async (port: number, count: number, localAddress: string) => {
  for (let i = 0; i < count; i++) expect(await isServed(port, localAddress)).toBe(true);
};

describe('connections', () => {
  it('are limited per address, and others are served meanwhile', async () => {
    const port = await start(LIMITS);
    await hold(port, 3, '127.0.0.2');
    expect(await isServed(port, '127.0.0.2')).toBe(false);
    expect(await isServed(port, '127.0.0.3')).toBe(true);
  });

  it('are closed if they have no address any more: their requests are not served', async () => {
    await start(LIMITS);
    const gone = new Socket();
    app.server.emit('connection', gone);
    expect(gone.destroyed).toBe(true);
  });

  it('stop counting once they are closed', async () => {
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

  it('of a trusted proxy are not limited, also when clients use all connections', async () => {
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

  it('are limited in rate per address; refused ones do not count', async () => {
    const port = await start({ ...LIMITS, opening: { atOnce: 2, perSecond: 0.5 } });
    await hold(port, 2, '127.0.0.2');
    expect(await isServed(port, '127.0.0.2')).toBe(false);
    expect(await isServed(port, '127.0.0.3')).toBe(true);
    await waitFor(
      () => isServed(port, '127.0.0.2'),
      20_000,
      () => 'the time for the next one',
    );
  });

  it.each(WASTE)(
    'of an address that repeatedly sends $what are all closed',
    async ({ text, cost }) => {
      const port = await start({ ...LIMITS, waste: { atOnce: 2 * cost, perSecond: 0.5 * cost } });
      const send = async (localAddress: string) => {
        const socket = open(port, localAddress);
        socket.resume().write(text);
        await new Promise((resolve) => socket.once('close', resolve));
      };
      await hold(port, 1, '127.0.0.2');
      await send('127.0.0.2');
      expect(sockets[0]!.destroyed).toBe(false);
      await send('127.0.0.2');
      if (!sockets[0]!.destroyed) await once(sockets[0]!.resume(), 'close');
      expect(await isServed(port, '127.0.0.3')).toBe(true);
      await waitFor(
        () => isServed(port, '127.0.0.2'),
        20_000,
        () => 'the address to be served again',
      );
    },
  );

  it('of an address that sends a few bytes that are not HTTP are kept', async () => {
    const port = await start({ ...LIMITS, waste: { atOnce: 1, perSecond: 0 } });
    await hold(port, 1, '127.0.0.2');
    const socket = open(port, '127.0.0.2');
    socket.resume().write('\x16\x03\x01 as TLS begins\r\n\r\n');
    await once(socket, 'close');
    expect(sockets[0]!.destroyed).toBe(false);
    expect(await isServed(port, '127.0.0.2')).toBe(true);
  });

  it('of a trusted proxy are closed for nothing that clients send', async () => {
    const none = { atOnce: 0, perSecond: 0 };
    const trustedProxies = ['127.0.0.2/32'];
    const port = await start({ ...LIMITS, opening: none, waste: none, trustedProxies });
    await hold(port, 1, '127.0.0.2');
    open(port, '127.0.0.2').write(WASTE[0]!.text);
    await hold(port, 1, '127.0.0.2');
    expect(sockets[0]!.destroyed).toBe(false);
    expect(await isServed(port, '127.0.0.3')).toBe(false);
  });

  it('of clients that disconnect during a request are normal', async () => {
    const port = await start({ ...LIMITS, waste: { atOnce: 1, perSecond: 0 } });
    const socket = open(port, '127.0.0.2');
    socket.resume().end('GET / HTTP/1.1\r\nho');
    await once(socket, 'close');
    expect(await isServed(port, '127.0.0.2')).toBe(true);
  });
});
