import { once } from 'node:events';
import { createServer } from 'node:net';

/** Systems give no port below 32768 to those who ask for any: nothing takes it until it is used. */
const [FIRST, LAST] = [10_000, 32_000];

/** A free port: for servers that start later, and again at the same address. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
