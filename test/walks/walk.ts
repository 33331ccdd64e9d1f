import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { waitFor } from '../support/wait-for.js';

const STEP = /^## (\d+\. .+)\n([^]*?)(?=^## |$(?![^]))/gm;
const BLOCK = /```sh( server)?\n([^]*?)```/g;
const ANSWER = /^> `(.*)`$/gm;
const READY = /\bready\b/;
const START_LIMIT_MS = 540_000;

/** A step of a page in docs/walks. */
export interface Step {
  title: string;
  /** What is typed, as one text. */
  commands: string;
  /** Whether the commands run in another shell until the walk ends, such as a server. */
  isServer: boolean;
  /** What is printed, in this order; other lines may be between. */
  answers: string[];
}

/** A person who has set their name for git, and has installed packages before. */
const ENVIRONMENT = {
  ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: tmpdir() },
  ...{ GIT_AUTHOR_NAME: 'test', GIT_AUTHOR_EMAIL: 'test@example.com' },
  ...{ GIT_COMMITTER_NAME: 'test', GIT_COMMITTER_EMAIL: 'test@example.com' },
  ...{ npm_config_prefer_offline: 'true', npm_config_audit: 'false' },
};

/** The steps of a page: `docs/walks/<name>.md`. */
export async function readWalk(name: string): Promise<Step[]> {
  return stepsOf(await readFile(join(ROOT, 'docs/walks', `${name}.md`), 'utf8'));
}

/** The steps of a text: `## 1. …`, with blocks of `sh` and `sh server`, and answers as quoted code. */
export function stepsOf(page: string): Step[] {
  return [...page.matchAll(STEP)].map(([, title, text]) => {
    const blocks = [...text!.matchAll(BLOCK)];
    return {
      title: title!,
      commands: blocks.map(([, , commands]) => commands).join(''),
      isServer: blocks.some(([, server]) => server),
      answers: [...text!.matchAll(ANSWER)].map(([, answer]) => answer!),
    };
  });
}

/** A person who types the steps of a walk, in one shell, and starts servers in others. */
export class Walker {
  private output = '';
  private readonly shells: ReturnType<typeof openShell>[];

  /**
   * @param folder where the first command is typed
   * @param instead texts in place of those on the page, such as an address
   */
  constructor(
    folder: string,
    private readonly instead: Record<string, string>,
  ) {
    this.shells = [this.open(folder)];
  }

  /** @throws Error if a command fails, or does not print the answers */
  async take({ title, commands, isServer, answers }: Step): Promise<void> {
    const from = this.output.length;
    if (isServer) await this.serve(commands);
    else await this.type(commands);
    let printed = this.output.slice(from);
    for (const answer of answers) {
      const at = printed.indexOf(this.changed(answer));
      if (at < 0) throw new Error(`${title} did not print ${answer}:\n${this.output.slice(from)}`);
      printed = printed.slice(at + answer.length);
    }
  }

  /** Ends all shells, and what runs in them. */
  async end(): Promise<void> {
    for (const shell of this.shells) {
      const ended = shell.exitCode !== null || shell.signalCode !== null;
      const closed = ended ? undefined : once(shell, 'close');
      if (isAlive(shell.pid!)) process.kill(-shell.pid!, 'SIGKILL');
      await closed;
    }
  }

  private async type(commands: string): Promise<void> {
    const [shell] = this.shells;
    const from = this.output.length;
    const done = `done-${from}`;
    shell!.stdin.write(`${this.changed(commands)}\nprintf '%s\\n' ${done} "$PWD"\n`);
    await waitFor(
      () => this.output.slice(from).includes(`${done}\n`) || shell!.exitCode !== null,
      START_LIMIT_MS,
      () => `${commands}\n${this.output.slice(from)}`,
    );
    if (shell!.exitCode !== null) throw new Error(`${commands}\n${this.output.slice(from)}`);
  }

  /** In the folder of the first shell. */
  private async serve(commands: string): Promise<void> {
    const from = this.output.length;
    await this.type('pwd');
    const [folder] = /^\/.*$/m.exec(this.output.slice(from))!;
    const shell = this.open(folder);
    this.shells.push(shell);
    shell.stdin.write(`${this.changed(commands)}\n`);
    await waitFor(
      () => READY.test(this.output.slice(from)) || shell.exitCode !== null,
      START_LIMIT_MS,
      () => `${commands}\n${this.output.slice(from)}`,
    );
    if (shell.exitCode !== null) throw new Error(`${commands}\n${this.output.slice(from)}`);
  }

  private open(folder: string) {
    const shell = openShell(folder);
    const note = (chunk: Buffer) => (this.output += chunk.toString());
    shell.stdout.on('data', note);
    shell.stderr.on('data', note);
    return shell;
  }

  private changed(text: string): string {
    return Object.entries(this.instead).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  }
}

/** A process group, so that all that it starts ends with it. */
function openShell(cwd: string) {
  const shell = spawn('bash', ['-eu'], { cwd, env: ENVIRONMENT, detached: true });
  shell.stdin.on('error', () => {}); // it has ended: take() says how
  return shell;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}
