import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The last message of a response: this, and the state of the transaction. */
const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5]);

const FATAL = errorResponse({
  S: 'FATAL',
  V: 'FATAL',
  C: '57P01',
  M: 'terminating connection due to administrator command',
});

/** A proxy between a process and PostgreSQL that misbehaves on demand. */
export class PostgresProxy {
  /** Called at each end of a response: whether PostgreSQL ends the connection in the same chunk. */
  isFatal: () => boolean = () => false;
  /** The number of responses that ended so. */
  fatalities = 0;
  private swallows = false;
  private readonly sockets = new Set<Socket>();
  /** Dead connections. */
  private readonly dead: Socket[] = [];

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (client) => this.pass(client));
  }

  /** @param target the URL of a PostgreSQL */
  static async open(target: string): Promise<PostgresProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PostgresProxy(new URL(target), server);
  }

  /** The same URL, through this proxy. */
  through(url: string): string {
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(url), { hostname: '127.0.0.1', port: `${port}` }).href;
  }

  /** From now on no byte passes on any connection, and none is closed. */
  swallow(): void {
    this.swallows = true;
    for (const socket of this.sockets) socket.removeAllListeners('data').resume();
  }

  /** New connections work again; existing ones stay dead. */
  heal(): void {
    this.swallows = false;
    this.dead.push(...this.sockets);
    this.sockets.clear();
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of [...this.sockets, ...this.dead]) socket.destroy();
  }

  private pass(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    this.track(client, server);
    this.track(server, client);
    if (this.swallows) return;
    client.on('data', (chunk: Buffer) => server.write(chunk));
    server.on('data', (chunk: Buffer) => {
      if (!chunk.subarray(-6, -1).equals(READY_FOR_QUERY) || !this.isFatal()) {
        client.write(chunk);
        return;
      }
      this.fatalities++;
      client.end(Buffer.concat([chunk, FATAL]));
      server.destroy();
    });
  }

  private track(socket: Socket, other: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (!this.swallows) other.end();
    });
  }
}

/** An error of PostgreSQL as it is sent: fields, each a letter and a text. */
function errorResponse(fields: Record<string, string>): Buffer {
  const text = Object.entries(fields).map(([letter, value]) => `${letter}${value}\0`);
  const content = Buffer.from(`${text.join('')}\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from('E'), length, content]);
}
