import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Visitor } from '../tokens.js';

/** Streams of one client address: fewer than connections that it may have. */
const PER_ADDRESS = 100;
const OPENED_AT_ONCE = 50;

/** Open streams of events, which note when the last change has arrived. */
export class OpenStreams {
  private readonly requests: ClientRequest[] = [];
  private readonly arrived = new Map<string, (at: number) => void>();

  /** @throws Error if one is refused */
  static async open(
    url: string,
    visitors: readonly Visitor[],
    count: number,
  ): Promise<OpenStreams> {
    const streams = new OpenStreams();
    for (let i = 0; i < count; i += OPENED_AT_ONCE) {
      const some = Array.from({ length: Math.min(OPENED_AT_ONCE, count - i) }, (_, j) => i + j);
      await Promise.all(some.map((n) => streams.openOne(url, visitors[n % visitors.length]!, n)));
    }
    return streams;
  }

  /** When a title arrives at the first stream: a time of `performance.now`. */
  arrival(title: string): Promise<number> {
    return new Promise((resolve) => this.arrived.set(title, resolve));
  }

  close(): void {
    for (const each of this.requests) each.destroy();
  }

  private openOne(url: string, { token }: Visitor, n: number): Promise<void> {
    const place = Math.floor(n / PER_ADDRESS);
    const localAddress = `127.0.${1 + Math.floor(place / 250)}.${1 + (place % 250)}`;
    const outgoing = request(`${url}/api/v2/events`, {
      headers: { token },
      localAddress,
      agent: false,
    });
    this.requests.push(outgoing);
    outgoing.on('error', () => undefined);
    return new Promise((resolve, reject) => {
      outgoing.on('response', (response: IncomingMessage) => {
        if (response.statusCode !== 200)
          return reject(new Error(`${response.statusCode} for a stream`));
        response.on('error', () => undefined);
        response.once('data', () => resolve());
        response.on('data', (chunk: Buffer) => this.note(chunk.toString()));
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
  }

  private note(text: string): void {
    for (const [title, resolve] of this.arrived) {
      if (!text.includes(`"${title}"`)) continue;
      this.arrived.delete(title);
      resolve(performance.now());
    }
  }
}
