import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../support/wait-for.js';

const SCRIPT = fileURLToPath(new URL('../../dist/tools/move.js', import.meta.url));
const LIMIT_MS = 90_000;

/** `npm run move` in a separate process, which may be killed. */
export class Mover {
  output = '';
  private readonly closed: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    const note = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout!.on('data', note);
    child.stderr!.on('data', note);
    this.closed = once(child, 'close');
  }

  static start(env: NodeJS.ProcessEnv, ...args: string[]): Mover {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    return new Mover(spawn(process.execPath, [SCRIPT, ...args], options));
  }

  /** Runs it to its end. */
  static async run(env: NodeJS.ProcessEnv, ...args: string[]) {
    const mover = Mover.start(env, ...args);
    return { code: await mover.ended(), output: mover.output };
  }

  /** Waits for a text of its output, or its end. */
  async says(text: string): Promise<void> {
    const isThere = () => this.output.includes(text) || this.hasEnded;
    await waitFor(isThere, LIMIT_MS, () => `"${text}" of the mover:\n${this.output}`);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async ended(): Promise<number | null> {
    await waitFor(
      () => this.hasEnded,
      LIMIT_MS,
      () => `the mover to end:\n${this.output}`,
    );
    await this.closed;
    return this.child.exitCode;
  }

  /** @returns whether it was still running */
  async kill(): Promise<boolean> {
    this.child.kill('SIGKILL');
    await this.closed;
    return this.child.signalCode === 'SIGKILL';
  }
}
