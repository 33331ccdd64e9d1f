import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { waitFor } from '../support/wait-for.js';
import { CHECKOUT } from './checkout.js';

/** Replaces docker on a machine without an engine. */
const NO_DOCKER = 'exit 1';

/** One run of scripts/test-server-com.sh, on free ports and in a temporary folder. */
export class ShellWalk {
  output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly folder: string,
    readonly ports: { auth: number; todo: number },
  ) {
    const note = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout!.on('data', note);
    child.stderr!.on('data', note);
  }

  /** Starts it, with a shell script in place of docker. */
  static async start(env: NodeJS.ProcessEnv = {}, docker = NO_DOCKER): Promise<ShellWalk> {
    const folder = await mkdtemp(join(tmpdir(), 'walk-'));
    await writeFile(join(folder, 'docker'), `#!/bin/sh\n${docker}\n`);
    await chmod(join(folder, 'docker'), 0o755);
    const ports = { auth: await freePort(), todo: await freePort() };
    const child = spawn(join(CHECKOUT, 'scripts', 'test-server-com.sh'), {
      cwd: folder, // it must work from any
      detached: true, // a process group, like in the shell of a terminal
      env: {
        PATH: [folder, process.env['PATH']].join(delimiter),
        HOME: folder,
        TMPDIR: folder,
        SKIP_BUILD: '1',
        AUTH_PORT: `${ports.auth}`,
        TODO_PORT: `${ports.todo}`,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ShellWalk(child, folder, ports);
  }

  /** Waits until it has printed something. */
  async says(text: string): Promise<void> {
    await waitFor(
      () => this.output.includes(text) || this.child.exitCode !== null,
      60_000,
      () => `“${text}” in:\n${this.output}`,
    );
    if (!this.output.includes(text)) throw new Error(`it ended early:\n${this.output}`);
  }

  /** Ctrl-C: the terminal sends the signal to the shell and to all that it has started. */
  pressControlC(): void {
    process.kill(-this.child.pid!, 'SIGINT');
  }

  /** Sends a signal to the script alone. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves to its exit code, once it has ended and its output is complete. */
  async end(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'close');
    }
    return this.child.exitCode;
  }

  /** The processes of the servers, according to its output. */
  get servers(): number[] {
    return [...this.output.matchAll(/, process (\d+)$/gm)].map(([, pid]) => Number(pid));
  }

  /** Its remains: processes of its group, and files. */
  async leftovers(): Promise<{ group: boolean; files: string[] }> {
    const files = (await readdir(this.folder)).filter((name) => name !== 'docker');
    return { group: isAlive(-this.child.pid!), files };
  }

  /** Removes the remains, after a test that failed. */
  async dispose(): Promise<void> {
    if (isAlive(-this.child.pid!)) process.kill(-this.child.pid!, 'SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Whether a process exists, or one of a group, given by its negative number. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
