import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./greedy-process.mjs', import.meta.url));

/** What a {@link GreedyClient} asks for. */
export interface Wish {
  method: string;
  path: string;
  body?: unknown;
}

/** What it has got so far. */
export interface Loot {
  statuses: Record<string, number>;
  bytes: number;
}

/** A client in a process of its own that asks for the same again and again, while it is on. */
export class GreedyClient {
  private readonly answers: Interface;

  private constructor(private readonly child: ChildProcess) {
    this.answers = createInterface({ input: child.stdout! });
  }

  /** @param atOnce how many requests are under way, each on a connection of its own */
  static start(
    origin: string,
    token: string,
    atOnce: number,
    { method, path, body }: Wish,
  ): GreedyClient {
    const args = [SCRIPT, origin, token, `${atOnce}`, method, path];
    if (body !== undefined) args.push(JSON.stringify(body));
    const stdio = ['pipe', 'pipe', 'inherit'] as const;
    return new GreedyClient(spawn(process.execPath, args, { stdio: [...stdio] }));
  }

  on(): Promise<Loot> {
    return this.tell('on');
  }

  off(): Promise<Loot> {
    return this.tell('off');
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await ended;
  }

  private async tell(word: string): Promise<Loot> {
    const answer = once(this.answers, 'line');
    this.child.stdin!.write(`${word}\n`);
    return JSON.parse(((await answer) as [string])[0]) as Loot;
  }
}
