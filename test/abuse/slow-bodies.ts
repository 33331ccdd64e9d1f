import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Loot } from './greedy-client.js';
import type { Origin } from './origin.js';
import { rawRequest } from './raw-request.js';

const STATUS = /HTTP\/1\.1 (\d{3}) /g;
const BODY = '{'.padEnd(1_000, 'x');
const BYTE_EVERY_MS = 1_000;

/**
 * A client whose requests are complete except for the body, of which it sends one byte per second.
 */
export class SlowBodies {
  /** Requests in flight when it was last switched off. */
  held = 0;
  private readonly loot: Loot = { statuses: {}, bytes: 0, sent: 0 };
  private readonly sockets = new Set<Socket>();
  private timer: NodeJS.Timeout | undefined;

  /** @param paths the targets, in turn */
  constructor(
    private readonly url: URL,
    private readonly from: Origin,
    private readonly token: string,
    private readonly paths: readonly string[],
    private readonly connections: number,
  ) {}

  /** Resolves when all connections are open. */
  async on(): Promise<Loot> {
    this.timer = setInterval(() => this.sockets.forEach((each) => each.write('x')), BYTE_EVERY_MS);
    await Promise.all(Array.from({ length: this.connections }, () => this.begin()));
    return this.loot;
  }

  off(): Promise<Loot> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.held = this.sockets.size;
    this.sockets.forEach((each) => each.destroy());
    return Promise.resolve(this.loot);
  }

  /** A disconnected client connects again. */
  private async begin(): Promise<void> {
    const { hostname: host, port } = this.url;
    const { localAddress } = this.from;
    const socket = connect({ host, port: Number(port), localAddress });
    this.sockets.add(socket);
    socket.on('data', (chunk) => this.read(chunk.toString('latin1')));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (this.timer) void this.begin();
    });
    const path = `/api/v1/${this.paths[this.loot.sent++ % this.paths.length]!}`;
    const call = { method: 'POST', path, headers: { token: this.token }, raw: BODY };
    // Complete except for the rest of the body.
    socket.write(rawRequest(this.url, this.from, call).slice(0, 1 - BODY.length));
    await once(socket, 'connect').catch(() => undefined);
  }

  private read(text: string): void {
    this.loot.bytes += text.length;
    for (const [, status] of text.matchAll(STATUS)) {
      this.loot.statuses[status!] = (this.loot.statuses[status!] ?? 0) + 1;
    }
  }
}
