import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';
import { oneDatabase } from '../topologies/storage.js';

const LAUNCHER = fileURLToPath(new URL('../../bin/seam', import.meta.url));
const DESCRIPTORS = 220;
const SILENT = 300;

/** A client that opens connections and sends nothing, and a process with few file descriptors. */
describe(`${SILENT} silent connections from one address at ${DESCRIPTORS} descriptors`, () => {
  it('leave connections for other addresses', async () => {
    const [folder, storage, port] = [
      await openFolder('none'),
      await oneDatabase(),
      await freePort(),
    ];
    const app = spawn('sh', ['-c', `ulimit -n ${DESCRIPTORS}; exec ${LAUNCHER} monolith`], {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], PORT: `${port}`, ...storage.env },
      stdio: 'ignore',
    });
    const ended = once(app, 'exit');
    const silent: Socket[] = [];
    try {
      await waitFor(
        () => answers(port, '127.0.0.3'),
        30_000,
        () => 'it to start',
      );
      for (let i = 0; i < SILENT; i++) silent.push(open(port, '127.0.0.2'));
      await waitFor(
        () => silent.every(({ pending, destroyed }) => !pending || destroyed),
        10_000,
        () => 'them to connect',
      );
      for (let i = 0; i < 20; i++) expect(await answers(port, '127.0.0.3')).toBe(true);
    } finally {
      silent.forEach((socket) => socket.destroy());
      app.kill('SIGTERM');
      await ended;
      await folder.remove();
      await storage.remove();
    }
  }, 90_000);
});

function open(port: number, localAddress: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  return socket.on('error', () => undefined);
}

/** Whether a new connection from an address gets a response. */
async function answers(port: number, localAddress: string): Promise<boolean> {
  const socket = open(port, localAddress);
  socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  const answered = once(socket, 'data').then(
    () => true,
    () => false,
  );
  const closed = once(socket, 'close').then(() => false);
  return Promise.race([answered, closed]).finally(() => socket.destroy());
}
