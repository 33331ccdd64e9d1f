import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Call, Origin } from './origin.js';
import { rawRequest } from './raw-request.js';

const STATUS = /HTTP\/1\.1 (\d{3}) /g;
/** The part of a status line that may be cut at the end of a chunk. */
const STATUS_LENGTH = 'HTTP/1.1 200'.length;

/**
 * A client that keeps a number of requests in flight, regardless of the results, until it is
 * stopped. Counts the answers by their status.
 */
export class Flood {
  readonly statuses: Record<string, number> = {};
  /** The number of requests in flight on each connection. */
  private readonly sockets = new Map<Socket, number>();
  private running = true;

  private constructor(
    private readonly url: URL,
    private readonly origin: Origin,
    private readonly next: () => Call,
  ) {}

  /** @param pipelined the number of requests in flight on each connection */
  static async start(
    url: string,
    origin: Origin,
    { connections, pipelined }: { connections: number; pipelined: number },
    next: () => Call,
  ): Promise<Flood> {
    const flood = new Flood(new URL(url), origin, next);
    await Promise.all(Array.from({ length: connections }, () => flood.open(pipelined)));
    return flood;
  }

  get answers(): number {
    return Object.values(this.statuses).reduce((sum, count) => sum + count, 0);
  }

  /** Requests that were sent on open connections and are not answered. */
  get inFlight(): number {
    return [...this.sockets.values()].reduce((sum, count) => sum + count, 0);
  }

  stop(): void {
    this.running = false;
    for (const socket of this.sockets.keys()) socket.destroy();
  }

  private async open(pipelined: number): Promise<void> {
    const { hostname: host, port } = this.url;
    const { localAddress } = this.origin;
    const socket = connect({ host, port: Number(port), localAddress, noDelay: true });
    this.sockets.set(socket, 0);
    let unread = '';
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1');
      for (const [, status] of unread.matchAll(STATUS)) {
        this.statuses[status!] = (this.statuses[status!] ?? 0) + 1;
        this.count(socket, -1);
        this.send(socket);
      }
      unread = unread.replace(STATUS, '').slice(-STATUS_LENGTH);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (this.running) void this.open(pipelined);
    });
    await once(socket, 'connect').catch(() => undefined);
    for (let i = 0; i < pipelined; i++) this.send(socket);
  }

  private send(socket: Socket): void {
    this.count(socket, 1);
    socket.write(rawRequest(this.url, this.origin, this.next()));
  }

  /** Counts for open connections only. */
  private count(socket: Socket, more: number): void {
    const before = this.sockets.get(socket);
    if (before !== undefined) this.sockets.set(socket, before + more);
  }
}
