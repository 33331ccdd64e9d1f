import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DetailedItem } from '#client';
import { ROOT } from '../architecture/project-copy.js';
import { PASSWORD } from '../support/person.js';
import { waitFor } from '../support/wait-for.js';

/** The built command. */
export const MAIN = join(ROOT, 'dist/cli/main.js');
const LIMIT_MS = 60_000;

export interface Ended {
  exit: number | null;
  stdout: string;
  stderr: string;
}

/** What `list --json` prints. */
export interface Items {
  items: DetailedItem[];
}

/** A command that runs. */
export class RunningCommand {
  readonly output: Omit<Ended, 'exit'> = { stdout: '', stderr: '' };
  private readonly closed: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    child.stdout!.on('data', (chunk: Buffer) => (this.output.stdout += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (this.output.stderr += chunk.toString()));
    this.closed = once(child, 'close');
  }

  /** Waits until it has printed a text. */
  prints(text: string): Promise<void> {
    const what = () => `"${text}":\n${this.output.stdout}\n${this.output.stderr}`;
    return waitFor(() => this.output.stdout.includes(text), LIMIT_MS, what);
  }

  stop(): void {
    this.child.kill('SIGINT');
  }

  /** Closes the reading end of its stdout, as `head` does. */
  readNoMore(): void {
    this.child.stdout!.destroy();
  }

  async end(): Promise<Ended> {
    await this.closed;
    return { exit: this.child.exitCode, ...this.output };
  }
}

/** A person at a machine with the built command. */
export class CommandUser {
  private constructor(readonly folder: string) {}

  static async make(): Promise<CommandUser> {
    return new CommandUser(await mkdtemp(join(tmpdir(), 'command-')));
  }

  /** @param input is all of stdin */
  start(args: readonly string[], input = ''): RunningCommand {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], XDG_CONFIG_HOME: this.folder, TZ: 'Europe/Berlin' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(input);
    return new RunningCommand(child);
  }

  run(...args: string[]): Promise<Ended> {
    return this.start(args).end();
  }

  /** Runs a command that must succeed. @returns the JSON that it prints */
  async json<T>(...args: string[]): Promise<T> {
    const { exit, stdout, stderr } = await this.run(...args, '--json');
    if (exit !== 0) throw new Error(`${args.join(' ')} has ended with ${exit}: ${stderr}`);
    return JSON.parse(stdout) as T;
  }

  /** Logs in as a user of tests. @param answers to what is asked after the password */
  async logIn(url: string, email: string, ...answers: string[]): Promise<Ended> {
    const args = ['login', '--url', url, '--email', email];
    const ended = await this.start(args, [PASSWORD, ...answers, ''].join('\n')).end();
    expect(ended).toMatchObject({ exit: 0 });
    return ended;
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.folder, file), text);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
