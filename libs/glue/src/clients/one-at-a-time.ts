import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** The maximum number of waiting requests. Browsers send none before the last response. */
  waiting: number;
  /** The maximum number of headers of all waiting requests. */
  waitingHeaders: number;
  /** The maximum number of headers of one request, like Apache's LimitRequestFields. */
  headers: number;
}

const LIMITS: ConnectionLimits = { waiting: 100, waitingHeaders: 1_000, headers: 100 };
/** How long a client that sent too many headers is kept from reconnecting. */
const CLOSE_AFTER_MS = 30_000;
/** The waiting requests of a connection: unset while no request is served, `null` for none. */
const WAITING = Symbol('requests that wait');

type Exchange = [IncomingMessage, ServerResponse];
type Connection = Socket & { [WAITING]?: Exchange[] | null | undefined };

/**
 * Serves the requests of one connection one after the other. Node begins all that have arrived at
 * once, so that one connection could use as much CPU time as hundreds. While requests wait, the
 * connection is not read; one with too many waiting requests is closed. A request with too many
 * headers gets a `clientError`, like one with too long headers. Call it after all listeners of
 * `request` are registered.
 *
 * @param noteWaste called for each closed connection
 */
export function serveOneAtATime(
  server: Server,
  noteWaste: (connection: Socket) => void,
  limits = LIMITS,
): void {
  const begin = inTurn(server);
  // Node drops headers beyond the maximum: one more shows that there were too many.
  server.maxHeadersCount = limits.headers + 1;

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = request.socket as Connection;
    if (connection.destroyed || connection.writableEnded) return;
    if (headersOf(request) > limits.headers) return refuseHeaders(server, connection);
    if (connection[WAITING] === undefined) return begin(connection, request, response);
    const waiting = (connection[WAITING] ??= []);
    waiting.push([request, response]);
    connection.pause();
    if (waiting.length <= limits.waiting && sumOfHeaders(waiting) <= limits.waitingHeaders) return;
    noteWaste(connection);
    connection.destroy();
  });
}

/** Takes over the listeners of `request`, and runs them for one waiting request after the other. */
function inTurn(server: Server) {
  const listeners = server.listeners('request') as ((...exchange: Exchange) => void)[];
  server.removeAllListeners('request');
  return function begin(connection: Connection, ...[request, response]: Exchange): void {
    connection[WAITING] ??= null;
    for (const listener of listeners) listener.call(server, request, response);
    // After their listeners: they have uncounted this request when the next one begins.
    response.on('close', () => {
      const next = connection[WAITING]?.shift();
      if (!next || connection.destroyed) {
        connection[WAITING] = undefined;
        return;
      }
      // The last one may have a body that has not arrived yet.
      if (connection[WAITING]!.length === 0) connection.resume();
      begin(connection, ...next);
    });
  };
}

function headersOf({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.length / 2;
}

function sumOfHeaders(waiting: Exchange[]): number {
  return waiting.reduce((sum, [request]) => sum + headersOf(request), 0);
}

function refuseHeaders(server: Server, connection: Socket): void {
  const error = Object.assign(new Error('too many headers'), { code: 'HPE_HEADER_OVERFLOW' });
  server.emit('clientError', error, connection);
  connection.pause();
  setTimeout(() => connection.destroy(), CLOSE_AFTER_MS).unref();
}
