import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Call, Origin } from './origin.js';
import { rawRequest } from './raw-request.js';

const SCRIPT = fileURLToPath(new URL('./greedy-process.mjs', import.meta.url));

/** How a {@link GreedyClient} sends its requests. */
export interface Greed {
  from: Origin;
  connections: number;
  /** The number of requests in flight on each connection. */
  pipelined: number;
  /** Whether it closes or resets each connection right after sending, and opens another one. */
  goes?: boolean;
}

/** Its results so far. */
export interface Loot {
  statuses: Record<string, number>;
  bytes: number;
  /** Requests, answered or not. */
  sent: number;
}

/** A client in a separate process that repeats requests while it is on. */
export class GreedyClient {
  private readonly answers: Interface;

  private constructor(private readonly child: ChildProcess) {
    this.answers = createInterface({ input: child.stdout! });
  }

  /** @param calls its requests, in turn */
  static start(url: string, greed: Greed, calls: readonly Call[]): GreedyClient {
    const client = new GreedyClient(
      spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const { from, connections, pipelined, goes } = greed;
    const address = new URL(url);
    client.say(
      JSON.stringify({
        host: address.hostname,
        port: Number(address.port),
        localAddress: from.localAddress,
        connections,
        pipelined,
        goes,
        requests: calls.map((call) => rawRequest(address, from, call)),
      }),
    );
    return client;
  }

  /** Resolves after the first response, or the first disconnect. */
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
    this.say(word);
    return JSON.parse(((await answer) as [string])[0]) as Loot;
  }

  private say(line: string): void {
    this.child.stdin!.write(`${line}\n`);
  }
}
