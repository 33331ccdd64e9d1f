import { once } from 'node:events';
import { connect } from 'node:net';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

const PROBE_EVERY_MS = 50;
const STOP_LIMIT_MS = 5_000;

/** Load balancers send probes until the process has ended: that must not delay the stop. */
describe('a stop while /healthz and /readyz are called ten times a second each', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => folder.remove());

  it(`takes less than ${STOP_LIMIT_MS} ms`, async () => {
    const app = await AppProcess.start('monolith', folder.path, { DATA_DIR: folder.dataDir });
    const statuses: number[] = [];
    let sent = 0;
    const probe = async () => {
      const path = ['/healthz', '/readyz'][sent++ % 2]!;
      const answer = await send('GET', `${app.url}${path}`).catch(() => undefined);
      if (answer) statuses.push(answer.status);
    };
    const probing = setInterval(() => void probe(), PROBE_EVERY_MS);
    try {
      await waitFor(
        () => statuses.length >= 4,
        5_000,
        () => 'probes to be answered',
      );
      const toldAt = performance.now();
      expect(await app.stop()).toBe(0);
      const took = performance.now() - toldAt;
      expect(statuses).toContain(503); // they arrived while it was stopping
      expect(took).toBeLessThan(STOP_LIMIT_MS);
    } finally {
      clearInterval(probing);
    }
  });
});

/** Browsers and load balancers open connections before they have a request. */
it('a stop does not wait for a connection that has sent nothing', async () => {
  const folder = await openFolder();
  const app = await AppProcess.start('auth', folder.path, {
    DATA_DIR: folder.dataDir,
    INTERNAL_PORT: '0',
  });
  const internalUrl = /internal routes at (http:\/\/[\d.:]+)/.exec(app.log)![1]!;
  const open = async (url: string) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  const sockets = [await open(app.url), await open(internalUrl)];
  // The process has accepted them before it answers a later one.
  await send('GET', `${app.url}/healthz`);
  await send('GET', `${internalUrl}/healthz`);
  const toldAt = performance.now();
  expect(await app.stop()).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(STOP_LIMIT_MS);
  sockets.forEach((socket) => socket.destroy());
  await folder.remove();
});
