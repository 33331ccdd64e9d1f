import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { PROBES } from '../health/index.js';
import { serverPlugin } from '../http/index.js';

const LISTENER = Symbol('listener of the internal address');
const CONSTRAINT = 'address';

declare module 'fastify' {
  interface FastifyInstance {
    [LISTENER]?: Server;
  }
}

/**
 * Serves internal routes at an address of their own, and there only; all others at the public one;
 * probes at both. At the wrong address a route does not exist for the router, so that it is
 * answered exactly like an unknown one. Register it before all routes.
 */
export const separateInternalRoutes = serverPlugin({ name: 'internal-address' }, (fastify) => {
  const internal = new WeakSet<Socket>();
  // Half-open connections, as Node's HTTP server has them. It gets the connections of both
  // addresses, so that all its limits, timeouts and routes apply, and it closes them when they idle.
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    internal.add(socket);
    fastify.server.emit('connection', socket);
  });
  fastify.decorate(LISTENER, listener);
  fastify.addConstraintStrategy({
    name: CONSTRAINT,
    storage: () => {
      const routes = new Map<unknown, never>();
      return {
        get: (address) => routes.get(address) ?? null,
        set: (address, route) => void routes.set(address, route as never),
      };
    },
    validate: () => undefined,
    deriveConstraint: ({ socket }) => (internal.has(socket) ? 'internal' : 'public'),
  });
  fastify.addHook('onRoute', (route) => {
    if (PROBES.has(route.url)) return;
    const address = route.config?.internal ? 'internal' : 'public';
    route.constraints = { ...route.constraints, [CONSTRAINT]: address };
  });
  fastify.addHook('preClose', async () => {
    const closed = new Promise((resolve) => listener.close(resolve));
    fastify.server.closeIdleConnections();
    await closed;
  });
});

/**
 * Accepts connections at the internal address. Call it when the server listens.
 *
 * @returns the URL; `undefined` without {@link separateInternalRoutes}
 * @throws NodeJS.ErrnoException as net.Server does
 */
export async function listenInternally(
  fastify: FastifyInstance,
  host: string,
  port: number,
): Promise<string | undefined> {
  const listener = fastify[LISTENER];
  if (!listener) return undefined;
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject).listen({ host, port }, resolve);
  });
  const { address, family, port: actual } = listener.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}
