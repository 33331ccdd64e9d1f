import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait-for.js';

const LAUNCHER = fileURLToPath(new URL('../../bin/seam', import.meta.url));
const READY =
  /\bready(?:: (?:page|API described|listening)|; the API is described) at (http:\/\/[^/"\s]+)/;
const START_LIMIT_MS = 90_000;
/** Most tests log in to test something else. Production refuses such hashes. */
const CHEAP_HASHES = { AUTH_HASH_MEMORY_MIB: '1', AUTH_HASH_PASSES: '1' };
/** The hashes of production, for tests that measure them. */
export const REAL_HASHES = { AUTH_HASH_MEMORY_MIB: '19', AUTH_HASH_PASSES: '2' };

/**
 * A built app in a separate process, started like an operator starts it: one of this checkout by its
 * name, or another one by the path of its bundle.
 */
export class AppProcess {
  private output = '';
  private address: string | undefined;

  private constructor(private readonly child: ChildProcess) {
    const note = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout!.on('data', note);
    child.stderr!.on('data', note);
  }

  /** Starts it on a free port in `folder` and waits until it listens. */
  static async start(app: string, folder: string, env: NodeJS.ProcessEnv): Promise<AppProcess> {
    return AppProcess.spawn(app, folder, env).ready(app);
  }

  /** Starts it and resolves to its output once it has ended by itself. */
  static async fail(app: string, folder: string, env: NodeJS.ProcessEnv): Promise<Ended> {
    const process = AppProcess.spawn(app, folder, env);
    await process.settle(app);
    if (process.hasEnded()) return { code: process.child.exitCode, output: process.output };
    await process.kill();
    throw new Error(`${app} started, and should not have`);
  }

  /** Starts it and kills it after a while, in any state. */
  static async killAfter(
    ms: number,
    app: string,
    folder: string,
    env: NodeJS.ProcessEnv,
  ): Promise<void> {
    const process = AppProcess.spawn(app, folder, env);
    await delay(ms);
    await process.kill();
  }

  /** Starts it, without waiting. */
  static spawn(app: string, folder: string, env: NodeJS.ProcessEnv): AppProcess {
    const child = spawn(LAUNCHER, [app], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        TMPDIR: process.env['TMPDIR'],
        PORT: '0',
        ...(env['NODE_ENV'] === 'production' ? {} : CHEAP_HASHES),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new AppProcess(child);
  }

  /** Waits until it listens. */
  async ready(app: string): Promise<AppProcess> {
    await this.settle(app);
    if (this.hasEnded()) throw new Error(`${app} did not start:\n${this.output}`);
    return this;
  }

  /** Waits until it either listens or has ended; kills it if it does neither. */
  private async settle(app: string): Promise<void> {
    try {
      await waitFor(
        () => READY.test(this.output) || this.hasEnded(),
        START_LIMIT_MS,
        () => `${app} to start or to give up:\n${this.output}`,
      );
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /** Its address, such as `http://127.0.0.1:40123`. Searches the log once: it may get long. */
  get url(): string {
    // By address: some clients of tests try ::1 first for the name.
    return (this.address ??= READY.exec(this.output)![1]!.replace('//localhost:', '//127.0.0.1:'));
  }

  /** All that it has written to stdout and stderr so far. */
  get log(): string {
    return this.output;
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Stops it; resolves to its exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /**
   * Kills it, like a crash.
   *
   * @throws Error if it has crashed by itself before.
   */
  async kill(): Promise<void> {
    const { exitCode, signalCode } = this.child;
    if (exitCode || (signalCode && signalCode !== 'SIGKILL')) {
      const how = exitCode ?? signalCode;
      throw new Error(`ended by itself with ${how}:\n${this.output.slice(-4_000)}`);
    }
    await this.end('SIGKILL');
  }

  hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.hasEnded()) {
      const closed = once(this.child, 'close');
      this.child.kill(signal);
      await closed;
    }
    return this.child.exitCode;
  }
}

interface Ended {
  code: number | null;
  output: string;
}
