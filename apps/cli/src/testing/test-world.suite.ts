import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usage } from '../command-error.js';
import { writeLogin } from '../login/config-file.js';
import { run } from '../run.js';
import type { World } from '../world.types.js';

export interface Outcome {
  exit: number;
  stdout: string;
  stderr: string;
}

/** A world of a test: what the command prints is kept, and questions have answers. */
export class TestWorld {
  private constructor(readonly folder: string) {}

  /** What differs from a pipe in the year 2026. */
  world: Partial<World> = {};
  answers: string[] = [];
  files: Record<string, string | Uint8Array> = {};
  questions: string[] = [];
  /** In milliseconds; no test waits for them. */
  pauses: number[] = [];

  static async make(): Promise<TestWorld> {
    return new TestWorld(await mkdtemp(join(tmpdir(), 'cli-')));
  }

  get configFile(): string {
    return join(this.folder, 'settings', 'config.json');
  }

  logIn(url: string): Promise<void> {
    return writeLogin(this.configFile, { url, token: 'a-token' });
  }

  async run(...argv: string[]): Promise<Outcome> {
    const [out, err]: string[][] = [[], []];
    const exit = await run(argv, {
      stdout: { write: (text) => out!.push(text) },
      stderr: { write: (text) => err!.push(text) },
      isTerminal: false,
      isAtTerminal: false,
      hasColour: false,
      configFile: this.configFile,
      host: 'here',
      zone: 'Europe/Berlin',
      isDebugged: false,
      pause: async (ms) => this.pauses.push(ms),
      onlyReads: () => undefined,
      now: () => new Date('2026-11-30T12:00:00Z'), // a Monday
      ask: async (question, how) => this.answer(question, how),
      readInput: async () => this.file('-'),
      readFile: async (path) => this.file(path),
      stopping: () => new AbortController().signal,
      ...this.world,
    });
    return { exit, stdout: out!.join(''), stderr: err!.join('') };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private answer(question: string, how?: { hidden: boolean }): string {
    this.questions.push(`${question}${how?.hidden ? '(hidden)' : ''}`);
    const answer = this.answers.shift();
    if (answer === undefined) throw usage('There was no answer.');
    return answer;
  }

  private file(path: string): Uint8Array {
    const file = this.files[path];
    if (file === undefined) throw usage(`${path} cannot be read.`);
    return Buffer.from(file);
  }
}
