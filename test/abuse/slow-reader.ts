import { connect, type Socket } from 'node:net';

/** A client that asks for something several times and reads no answer until it is told to. */
export class SlowReader {
  private received = 0;
  private closed = false;
  private readonly socket: Socket;

  /** @param times that it asks, on one connection and without waiting */
  constructor(url: string, path: string, token: string, times: number, localAddress = '127.0.0.2') {
    const { port, hostname } = new URL(url);
    this.socket = connect({ port: Number(port), host: hostname, localAddress });
    this.socket.on('data', (chunk) => (this.received += chunk.length));
    this.socket.pause();
    this.socket.on('close', () => (this.closed = true));
    this.socket.on('error', () => undefined);
    this.socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\ntoken: ${token}\r\n\r\n`.repeat(times));
  }

  /** Reads what is there; bytes received so far. */
  read(): number {
    this.socket.resume();
    return this.received;
  }

  /** Whether the server has ended the connection, as far as has been read. */
  get isClosed(): boolean {
    return this.closed;
  }

  close(): void {
    this.socket.destroy();
  }
}
