import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** No server has had the request. One that a server has lost is 504. */
export const UNREACHABLE = 502;
const STREAM = 'text/event-stream';
/** Headers of one connection only (RFC 9110, 7.6.1), or set anew for the forwarded message. */
const OF_ONE_CONNECTION = /^(connection|keep-alive|transfer-encoding|content-length|host)$/i;

/**
 * A load balancer: each request is sent to the next server, and to the one after it if that is
 * unreachable. It forwards requests unchanged, and is stateless.
 */
export class RoundRobin {
  private turn = 0;
  private targets: string[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<RoundRobin> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new RoundRobin(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      proxy.passOn(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else response.writeHead(isRefused(error) ? UNREACHABLE : 504).end();
      });
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param targets the URLs of the servers from now on */
  spreadOver(targets: string[]): void {
    this.targets = targets;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '/', rawHeaders } = request;
    const body = await buffer(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const answer = await this.ask(url, {
      method,
      headers: toPassOn(pairs(rawHeaders)),
      // A request without a body stays without one, even an empty one.
      ...('content-length' in request.headers && { body }),
      redirect: 'manual',
      signal: gone.signal,
    });
    const headers = toPassOn([...answer.headers]).flat();
    if (answer.headers.get('content-type')?.startsWith(STREAM)) {
      response.writeHead(answer.status, headers).flushHeaders();
      return pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
    }
    const answered = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, headers).end(answered);
  }

  private async ask(path: string, init: RequestInit): Promise<Response> {
    for (let left = this.targets.length; ; left--) {
      try {
        return await fetch(`${this.targets[this.turn++ % this.targets.length]}${path}`, init);
      } catch (error) {
        if (left <= 1 || !isRefused(error)) throw error;
      }
    }
  }
}

type Header = [name: string, value: string];

function pairs(rawHeaders: string[]): Header[] {
  return rawHeaders.flatMap((name, i) => (i % 2 ? [] : [[name, rawHeaders[i + 1]!] as Header]));
}

function toPassOn(headers: Header[]): Header[] {
  return headers.filter(([name]) => !OF_ONE_CONNECTION.test(name));
}

function isRefused(error: unknown): boolean {
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  return cause?.code === 'ECONNREFUSED';
}
