import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { connector } from './connector.js';

const LIMIT_MS = 50;

/** peer.spec.ts tests that it gives up. */
describe('connector', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as { port: number });
  });
  afterAll(() => server.close());

  const connect = (limitMs: number) =>
    new Promise<Socket>((resolve, reject) => {
      const address = { hostname: '127.0.0.1', protocol: 'http:', port: `${port}` };
      connector(limitMs)(address, (error, socket) => {
        if (error) reject(error);
        else resolve(socket);
      });
    });

  it('has a connection that was there before a busy process looked', async () => {
    const connecting = connect(LIMIT_MS);
    const until = Date.now() + 3 * LIMIT_MS;
    while (Date.now() < until);
    (await connecting).destroy();
  });
});
