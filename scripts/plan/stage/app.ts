import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PRODUCT } from '#glue/product';

const POLL_MS = 50;
const START_LIMIT_MS = 60_000;
const PATH = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':');

/** The monolith from `dist`, in a process of its own. It sees no variable but ours, and no `.env`. */
export class App {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    const note = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout!.on('data', note);
    child.stderr!.on('data', note);
  }

  /** @param folder where its data is; databases are below it */
  static start(folder: string, env: Record<string, string>): App {
    const child = spawn(join(process.cwd(), 'bin', PRODUCT), ['monolith'], {
      cwd: folder,
      env: { PATH, TMPDIR: tmpdir(), LOG_LEVEL: 'error', LOG_FORMAT: 'json', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new App(child);
  }

  /**
   * Waits until it can serve requests.
   *
   * @throws Error with its output if it cannot
   */
  async ready(url: string): Promise<void> {
    const deadline = performance.now() + START_LIMIT_MS;
    while (performance.now() < deadline && !this.hasEnded()) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      await delay(POLL_MS);
    }
    await this.stop();
    throw new Error(`an app did not start at ${url}:\n${this.output}`);
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const closed = once(this.child, 'close');
    this.child.kill();
    await closed;
  }

  /** Asks it to stop. */
  kill(): void {
    this.child.kill();
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
