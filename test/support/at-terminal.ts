import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { SCRIPT } from './reconcile.js';
import { waitFor } from './wait-for.js';

const LIMIT_MS = 45_000;

/** A program of Node in a terminal of its own, of the program `script` of util-linux. */
export class AtTerminal {
  private output = '';
  private readonly closed: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout!.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.closed = once(child, 'close');
  }

  /** Starts a script with its arguments, which have no spaces. */
  static start(folder: string, env: NodeJS.ProcessEnv, ...script: string[]): AtTerminal {
    const command = [process.execPath, ...script].join(' ');
    const child = spawn('script', ['-qec', `exec ${command}`, '/dev/null'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return new AtTerminal(child);
  }

  /** Waits until the terminal shows a text. */
  shows(text: string): Promise<void> {
    const what = () => `"${text}" in the terminal:\n${this.output}`;
    return waitFor(() => this.output.includes(text), LIMIT_MS, what);
  }

  type(keys: string): void {
    this.child.stdin!.write(keys);
  }

  /** Resolves when it has ended, to its exit code and to what the terminal has shown. */
  async end(): Promise<{ code: number | null; output: string }> {
    await this.closed;
    return { code: this.child.exitCode, output: this.output };
  }
}

/** `npm run reconcile` in a terminal. */
export function reconcileAtTerminal(
  { folder, env }: { folder: string; env: NodeJS.ProcessEnv },
  ...args: string[]
): AtTerminal {
  return AtTerminal.start(folder, env, SCRIPT, 'reconcile', ...args);
}
