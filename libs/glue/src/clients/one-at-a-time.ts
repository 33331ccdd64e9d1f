import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that may wait on one connection. Browsers send none before they have the last answer. */
const MOST_WAITING = 100;
/** What waits on a connection: not set while nothing is served, `null` for nothing. */
const WAITING = Symbol('requests that wait');

type Exchange = [IncomingMessage, ServerResponse];
type Connection = Socket & { [WAITING]?: Exchange[] | null | undefined };

/**
 * Serves the requests of one connection one after the other. Node begins all that have arrived on
 * it at once, so that one connection could keep a process busy as hundreds do. One on which too
 * many wait is closed. To be called when the server has all its listeners of `request`.
 *
 * @param report is called for each that is closed
 */
export function serveOneAtATime(server: Server, report: () => void, most = MOST_WAITING): void {
  const listeners = server.listeners('request') as ((...exchange: Exchange) => void)[];
  server.removeAllListeners('request');

  const begin = (connection: Connection, request: IncomingMessage, response: ServerResponse) => {
    connection[WAITING] ??= null;
    for (const listener of listeners) listener.call(server, request, response);
    // After theirs: what they count for this one has ended when the next one begins.
    response.on('close', () => {
      const next = connection[WAITING]?.shift();
      if (next && !connection.destroyed) begin(connection, ...next);
      else connection[WAITING] = undefined;
    });
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = request.socket as Connection;
    if (connection.destroyed) return;
    if (connection[WAITING] === undefined) return begin(connection, request, response);
    connection[WAITING] ??= [];
    if (connection[WAITING].push([request, response]) <= most) return;
    report();
    connection.destroy();
  });
}
