import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerUser } from './server-folder.js';

/** A server that a test has started, in the foreground. */
export class ServerProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    child.once('error', (error) => (this.output += error.message));
  }

  static start(program: string, args: string[], user: ServerUser): ServerProcess {
    return new ServerProcess(spawn(program, args, { ...user, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Its output so far. */
  get log(): string {
    return this.output;
  }

  get pid(): number {
    return this.child.pid!;
  }

  hasEnded(): boolean {
    return this.child.pid === undefined || (this.child.exitCode ?? this.child.signalCode) !== null;
  }

  /** Sends a signal, and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.hasEnded()) return;
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
  }
}
