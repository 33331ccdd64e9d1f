import { connect, type Socket } from 'node:net';

const STATUS_LINE = 'HTTP/1.1 ';

/** A client that sends several requests and reads no response until the test requests it. */
export class SlowReader {
  private received = 0;
  private lastText = '';
  private answers = 0;
  private closed = false;
  private readonly socket: Socket;

  /** @param times the number of requests, on one connection and without waiting */
  constructor(url: string, path: string, token: string, times: number, localAddress: string) {
    const { port, hostname } = new URL(url);
    this.socket = connect({ port: Number(port), host: hostname, localAddress });
    this.socket.on('data', (chunk) => this.note(chunk));
    this.socket.pause();
    this.socket.on('close', () => (this.closed = true));
    this.socket.on('error', () => undefined);
    this.socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\ntoken: ${token}\r\n\r\n`.repeat(times));
  }

  /** Reads the available bytes; the total so far. */
  read(): number {
    this.socket.resume();
    return this.received;
  }

  /** Whether the server has closed the connection, as far as has been read. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Responses that have begun to arrive, as far as has been read. */
  get begun(): number {
    return this.answers;
  }

  private note(chunk: Buffer): void {
    this.received += chunk.length;
    const text = this.lastText + chunk.toString('latin1');
    this.answers += text.split(STATUS_LINE).length - 1;
    // Possibly the beginning of the next one.
    this.lastText = text.slice(1 - STATUS_LINE.length);
  }

  close(): void {
    this.socket.destroy();
  }
}
