import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that may wait on one connection. Browsers send none before they have the last answer. */
const MOST_WAITING = 100;

type Exchange = [IncomingMessage, ServerResponse];

/**
 * Serves the requests of one connection one after the other. Node begins all that have arrived on
 * it at once, so that one connection could keep a process busy as hundreds do. One on which too
 * many wait is closed. To be called when the server has all its listeners of `request`.
 *
 * @param report is called for each that is closed
 */
export function serveOneAtATime(server: Server, report: () => void, most = MOST_WAITING): void {
  const busy = new WeakMap<Socket, Exchange[]>();
  const listeners = server.listeners('request') as ((...exchange: Exchange) => void)[];
  server.removeAllListeners('request');

  const begin = (socket: Socket, exchange: Exchange): void => {
    exchange[1].once('close', () => {
      const next = busy.get(socket)?.shift();
      if (next && !socket.destroyed) begin(socket, next);
      else busy.delete(socket);
    });
    for (const listener of listeners) listener.apply(server, exchange);
  };

  server.on('request', (...exchange: Exchange) => {
    const { socket } = exchange[0];
    if (socket.destroyed) return;
    const waiting = busy.get(socket);
    if (!waiting) {
      busy.set(socket, []);
      begin(socket, exchange);
    } else if (waiting.push(exchange) > most) {
      report();
      socket.destroy();
    }
  });
}
