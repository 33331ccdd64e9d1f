import { connect, type Socket } from 'node:net';
import { forgeToken } from '../support/forge-token.js';
import { send } from '../support/client.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';

const [CLIENT, OTHER] = ['198.51.100.7', '198.51.100.8'];
const AT_ONCE = 2;

/** A proxy in front of each process: here, the test is the proxy. */
describe('todo behind a trusted proxy', () => {
  let system: SplitSystem;
  const held: Socket[] = [];
  beforeAll(async () => {
    system = await split('behind a proxy').start({
      TRUSTED_PROXIES: '127.0.0.1',
      CONNECTIONS_PER_ADDRESS_MAX: `${AT_ONCE}`,
    });
  }, 60_000);
  afterAll(async () => {
    for (const socket of held) socket.destroy();
    await system.dispose();
  }, 60_000);

  const list = (address: string, token = 'none') =>
    send('GET', `${system.todoUrl}/api/v1/get/all`, {
      token,
      headers: { 'x-forwarded-for': address },
    });

  it('logs security events with the address that the proxy names', async () => {
    const token = `${await forgeToken(system, { sid: 'x' })}x`;
    expect((await list(CLIENT, token)).status).toBe(401);
    await waitFor(
      () => system.todoLog().includes('"token_rejected"'),
      5_000,
      () => 'the event',
    );
    const line = system
      .todoLog()
      .split('\n')
      .find((each) => each.includes('"token_rejected"'))!;
    expect(JSON.parse(line)).toMatchObject({ context: 'security', address: CLIENT });
  });

  it('limits requests in flight by that address', async () => {
    for (let i = 0; i < AT_ONCE; i++) held.push(beginRequest(system.todoUrl, CLIENT));
    await waitFor(
      async () => (await list(CLIENT)).status === 429,
      5_000,
      () => 'the limit to be reached',
    );
    expect((await list(OTHER)).status).toBe(401);
  });
});

/** Sends a request except for the end of its body. */
function beginRequest(url: string, address: string): Socket {
  const { hostname: host, port } = new URL(url);
  const socket = connect({ host, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(
    'POST /api/v1/create HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n' +
      `content-length: 100\r\nx-forwarded-for: ${address}\r\n\r\n{`,
  );
  return socket;
}
