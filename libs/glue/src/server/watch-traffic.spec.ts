import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import { watchTraffic } from './watch-traffic.js';

/** Much less than the 30 s for which a server waits for a request. */
const LIMIT_MS = 5_000;

it('a connection without a request does not delay the end of a server, and one with half of it, or a new one, is served', async () => {
  const server = fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
  const traffic = watchTraffic(server);
  server.get('/', async () => 'answered');
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    await Promise.all([once(server.server, 'connection'), once(socket, 'connect')]);
    return socket;
  };
  const unused = await open();
  const half = await open();
  const other = await open();
  half.write('GET / HTTP/1.1\r\nHost: a\r\n');
  other.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(String((await once(other, 'data'))[0])).toMatch(/answered$/);
  traffic.askToDisconnect();
  await traffic.quiet();
  const start = performance.now();
  const fresh = await open();
  traffic.closeUnused();
  fresh.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(await text(fresh)).toMatch(/answered$/);
  const late = await open();
  const closed = server.close();
  await Promise.all([once(unused, 'close'), once(late, 'close')]);
  half.write('\r\n');
  expect(await text(half)).toMatch(/answered$/);
  await closed;
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
}, 60_000);
