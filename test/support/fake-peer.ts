import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it responds to its call number `count`. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server at the address of a context that misbehaves on demand. */
export interface FakePeer {
  url: string;
  /** Received calls, except the ping of a binding at its start. */
  readonly calls: IncomingMessage[];
  /** The maximum number of concurrent calls. */
  readonly mostAtOnce: number;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export async function openFakePeer(): Promise<FakePeer> {
  const calls: IncomingMessage[] = [];
  let [atOnce, mostAtOnce] = [0, 0];
  let behaviour: Behaviour = (_, response) => response.writeHead(500).end();
  const listener: RequestListener = (request, response) => {
    if (request.url!.endsWith('/ping')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"pong":true}');
      return;
    }
    calls.push(request);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    response.on('close', () => atOnce--);
    behaviour(request, response, calls.length);
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    get mostAtOnce() {
      return mostAtOnce;
    },
    behave: (next) => (behaviour = next),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
