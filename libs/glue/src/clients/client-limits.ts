import { readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { addressGroup, serverPlugin, trustedProxies, withoutMapping } from '../http/index.js';
import type { Logger } from '../log/index.js';
import { CountByKey } from './count-by-key.js';
import { serveOneAtATime } from './one-at-a-time.js';

/** How much of a process clients may hold at once. */
export interface ClientLimits {
  /** Connections in total. */
  connections: number;
  /** Connections per client address. */
  perAddress: number;
  /** Addresses and networks of proxies, whose connections carry many clients. */
  trustedProxies: readonly string[];
}

const REPORT_EVERY_MS = 60_000;

/**
 * Refuses connections beyond the limits; those of trusted proxies count for none. Clients get
 * at most half of the descriptors that are free when the server begins to listen, and one
 * address half of those.
 */
export const limitClients = serverPlugin<ClientLimits & { logger: Logger }>(
  { name: 'client-limits' },
  (fastify, { logger, ...limits }) => {
    const report = reportRefusals(logger);
    const server = fastify.server;
    server.once('listening', () => {
      const total = Math.min(limits.connections, Math.floor(freeDescriptors() / 2));
      const perAddress = Math.min(limits.perAddress, Math.floor(total / 2));
      limitConnections(server, { ...limits, connections: total, perAddress }, report);
      // By now it has all its listeners.
      serveOneAtATime(server, report);
    });
  },
);

/** Closes what is beyond the limits: Node's own `maxConnections` would count proxies, too. */
function limitConnections(server: Server, limits: ClientLimits, report: () => void): void {
  const isTrusted = trustedProxies(limits.trustedProxies);
  const open = new CountByKey();
  let total = 0;
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    // It has gone already: nothing that it sent is to be served, under no address.
    if (remoteAddress === undefined) return void socket.destroy();
    if (isTrusted(remoteAddress)) return;
    const group = addressGroup(withoutMapping(remoteAddress));
    if (total >= limits.connections || open.of(group) >= limits.perAddress) {
      report();
      socket.destroy();
      return;
    }
    total++;
    open.add(group);
    socket.once('close', () => {
      total--;
      open.remove(group);
    });
  });
}

/** One line when a limit is met, and at most one a minute: an attack must not fill the log. */
function reportRefusals(logger: Logger): () => void {
  let refused = 0;
  let reportedAt = -Infinity;
  return () => {
    refused++;
    if (performance.now() - reportedAt < REPORT_EVERY_MS) return;
    logger.warn({ refused }, 'connections refused: too many are open');
    reportedAt = performance.now();
    refused = 0;
  };
}

/** How many files and sockets the process may still open, as Linux tells it. */
function freeDescriptors(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
    return most - readdirSync('/proc/self/fd').length;
  } catch {
    return Infinity;
  }
}
