import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** A request that a server has got. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers one request. */
export type Step = (response: ServerResponse, received: Received) => void;

/** A real server that answers each request by the next step, and all further ones by the last. */
export class ScriptedServer {
  readonly received: Received[] = [];
  private steps: Step[] = [];
  private readonly server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      const received = { method, url, headers, body };
      this.received.push(received);
      const step = this.steps.length > 1 ? this.steps.shift()! : this.steps[0]!;
      step(response, received);
    });
  });

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    scripted.server.listen(0, '127.0.0.1');
    await once(scripted.server, 'listening');
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  script(...steps: Step[]): void {
    this.steps = steps;
  }

  /** The value of a header in each request. */
  headers(name: string): unknown[] {
    return this.received.map(({ headers }) => headers[name]);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Step =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

export const problem = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Step => json({ status, code, detail: `${code}.`, ...more }, status, headers);

/** Answers an empty body. */
export const empty =
  (status: number): Step =>
  (response) =>
    response.writeHead(status).end();

/** Closes the connection without an answer. */
export const cut: Step = (response) => response.socket!.destroy();

/** Closes the connection within the answer. */
export const cutBody: Step = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{');
  setImmediate(() => response.socket!.destroy());
};

/** Answers nothing. */
export const silent: Step = () => undefined;

/** Begins a stream, and keeps it open if `isOpen`. */
export const stream =
  (text: string, isOpen = false): Step =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text);
    if (!isOpen) response.end();
  };
