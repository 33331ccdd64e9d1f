import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cleanup } from '../cleanup.js';
import { freePort } from './free-port.js';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;
const POLL_MS = 5;

/** Node options for every contestant, after its own. */
const MORE_OPTIONS = (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter(Boolean);

/** A built server in a separate process. */
export class ServerProcess {
  private complaints = '';
  private readonly startedAt = performance.now();
  readyMs = Infinity;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.stderr!.on('data', (chunk: Buffer) => (this.complaints += chunk.toString()));
  }

  /**
   * Starts it and waits until `/readyz` answers 200. Its log is written to /dev/null.
   *
   * @param command the arguments of Node: options, and a compiled file by its absolute path
   */
  static async start(
    command: string[],
    env: NodeJS.ProcessEnv,
    folder: string,
    cleanup: Cleanup,
  ): Promise<ServerProcess> {
    const port = env['PORT'] ?? `${await freePort()}`;
    const child = spawn(process.execPath, [...MORE_OPTIONS, ...command], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        TRUSTED_PROXIES: 'none',
        ...env,
        PORT: port,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`);
    cleanup.add(() => server.stop());
    await server.ready();
    return server;
  }

  get pid(): number {
    return this.child.pid!;
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await closed;
    clearTimeout(late);
  }

  private async ready(): Promise<void> {
    while (!(await this.isReady())) {
      const late = performance.now() - this.startedAt > START_LIMIT_MS;
      if (late || this.hasEnded()) throw new Error(`did not start: ${this.complaints}`);
      await delay(POLL_MS);
    }
    this.readyMs = performance.now() - this.startedAt;
  }

  private async isReady(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then(
      async (response) => (await response.arrayBuffer(), response.ok),
      () => false,
    );
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
