import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What one connection may hold. */
export interface ConnectionLimits {
  /** Requests that may wait. Browsers send none before they have the last answer. */
  waiting: number;
  /** Headers that all waiting requests may have together. */
  waitingHeaders: number;
  /** Headers of one request, as Apache's LimitRequestFields has it. */
  headers: number;
}

const LIMITS: ConnectionLimits = { waiting: 100, waitingHeaders: 1_000, headers: 100 };
/** A client that sent too many headers keeps its connection for so long: it cannot come again at once. */
const CLOSE_AFTER_MS = 30_000;
/** What waits on a connection: not set while nothing is served, `null` for nothing. */
const WAITING = Symbol('requests that wait');

type Exchange = [IncomingMessage, ServerResponse];
type Connection = Socket & { [WAITING]?: Exchange[] | null | undefined };

/**
 * Serves the requests of one connection one after the other. Node begins all that have arrived on
 * it at once, so that one connection could keep a process busy as hundreds do. While requests wait,
 * nothing more is read of the connection; one on which too much waits is closed. A request with too
 * many headers gets a `clientError`, as one whose headers are too long. To be called when the server
 * has all its listeners of `request`.
 *
 * @param noteWaste is called for each that is closed
 */
export function serveOneAtATime(
  server: Server,
  noteWaste: (connection: Socket) => void,
  limits = LIMITS,
): void {
  const begin = inTurn(server);
  // Node leaves out those beyond: one more tells that there were too many.
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

/** Takes the listeners of `request` off the server, and has them serve what waits one after the other. */
function inTurn(server: Server) {
  const listeners = server.listeners('request') as ((...exchange: Exchange) => void)[];
  server.removeAllListeners('request');
  return function begin(connection: Connection, ...[request, response]: Exchange): void {
    connection[WAITING] ??= null;
    for (const listener of listeners) listener.call(server, request, response);
    // After theirs: what they count for this one has ended when the next one begins.
    response.on('close', () => {
      const next = connection[WAITING]?.shift();
      if (!next || connection.destroyed) {
        connection[WAITING] = undefined;
        return;
      }
      // The last one may have a body that is still to come.
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
