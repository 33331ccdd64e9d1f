import { readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { onceAMinute, serverPlugin } from '../http/index.js';
import type { Logger } from '../log/index.js';
import { type ClientLimits, Connections } from './connections.js';
import { serveOneAtATime } from './one-at-a-time.js';

/** The HTTP parser's code for a client that disconnects during a request. */
const GONE = 'HPE_INVALID_EOF_STATE';
/** Unparsable input below this size is cheap. */
const COSTLY_BYTES = 4_096;
/** The cost of a connection with too many requests: Node prepares each of them. */
const COST_OF_MANY_REQUESTS = 10;

/**
 * Refuses connections beyond the limits; those of trusted proxies do not count. Clients get at most
 * half of the file descriptors that are free when the server begins to listen, and one address half
 * of those.
 */
export const limitClients = serverPlugin<ClientLimits & { logger: Logger }>(
  { name: 'client-limits' },
  (fastify, { logger, ...limits }) => {
    const server = fastify.server;
    const report = onceAMinute((refused) =>
      logger.warn(
        { refused },
        'connections refused: too many are open, are opened too fast, or send unreadable requests',
      ),
    );
    server.once('listening', () => {
      const total = Math.min(limits.connections, Math.floor(freeDescriptors() / 2));
      const perAddress = Math.min(limits.perAddress, Math.floor(total / 2));
      const connections = new Connections({ ...limits, connections: total, perAddress }, report);
      // Now all listeners are registered.
      limitConnections(server, connections);
      serveOneAtATime(server, (connection) =>
        connections.noteWaste(connection, COST_OF_MANY_REQUESTS),
      );
    });
  },
);

/**
 * Refuses connections before Node prepares them for HTTP. Node's `maxConnections` would count
 * proxies, too.
 */
function limitConnections(server: Server, connections: Connections): void {
  const listeners = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (!connections.admit(socket)) return;
    for (const listener of listeners) listener.call(server, socket);
  });
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket: Socket) => {
    if (!code?.startsWith('HPE_') || code === GONE) return;
    if (socket.bytesRead >= COSTLY_BYTES) connections.noteWaste(socket);
  });
}

function freeDescriptors(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
    return most - readdirSync('/proc/self/fd').length;
  } catch {
    return Infinity;
  }
}
