import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT_MS = 30_000;

/** npm stands between the operator and the server, and must not swallow what it is told. */
it(
  'stops the server in order when npm start is told to stop',
  async () => {
    const folder = await openFolder();
    // Without prestart, which would build anew what other tests are running.
    const npm = spawn('npm', ['start', '--ignore-scripts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder.dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let log = '';
    npm.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await waitFor(
      () => log.includes('"msg":"ready:'),
      LIMIT_MS,
      () => `npm start:\n${log}`,
    );
    npm.kill('SIGTERM');
    await once(npm, 'close');
    expect(log).toContain('"msg":"stopped"');
    await folder.remove();
  },
  LIMIT_MS * 2,
);
