import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { starvedMs } from '../support/starved.js';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT_MS = 60_000;
const SECOND_START_MS = 3_000;

/** `npm start` in this checkout, which the tests have built already. */
describe('npm start, once more', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  let npm: ChildProcess;
  let said: { log: string; else: string };
  beforeEach(async () => {
    folder = await openFolder('empty');
  });
  afterEach(async () => {
    if (npm.exitCode === null) process.kill(-npm.pid!, 'SIGKILL');
    await folder.remove();
  });

  /** Starts it, and waits until it is ready; resolves to the milliseconds that this took. */
  const start = async () => {
    const startedAt = performance.now();
    npm = spawn('npm', ['start'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder.dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    said = { log: '', else: '' };
    npm.stdout!.on('data', (chunk: Buffer) => (said.log += chunk.toString()));
    npm.stderr!.on('data', (chunk: Buffer) => (said.else += chunk.toString()));
    await waitFor(
      () => said.log.includes('"msg":"ready:') || npm.exitCode !== null,
      LIMIT_MS,
      () => `npm start:\n${said.log}${said.else}`,
    );
    return performance.now() - startedAt;
  };
  const stop = async () => {
    const closed = once(npm, 'close');
    npm.kill('SIGTERM');
    await closed;
  };
  const server = () => Number(/"pid":(\d+)/.exec(said.log)![1]);

  it(
    'prints that there is nothing to build, and forwards signals',
    async () => {
      await start();
      await stop();
      expect(said.else).toBe('Nothing changed since the last build.\n');
      expect(said.log).toContain('"msg":"stopped"');
    },
    LIMIT_MS,
  );

  it(
    `is ready within ${SECOND_START_MS} ms`,
    async () => {
      await start(); // the first of this folder migrates
      await stop();
      const took = await start();
      const own = took - starvedMs(npm.pid!) - starvedMs(server());
      await stop();
      console.log(
        `npm start: ready after ${took.toFixed()} ms, ${own.toFixed()} without waiting for the CPU`,
      );
      expect(own).toBeLessThan(SECOND_START_MS);
    },
    LIMIT_MS * 2,
  );
});
