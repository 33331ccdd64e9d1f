import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { PROBES } from '../health/index.js';

/** After this many polls in a row without a running or new request, the process is idle. */
const IDLE_POLLS = 5;
const DRAIN_MS = 6_000;
const POLL_INTERVAL_MS = 20;
/** So long a request of a new connection may be on its way. */
const ON_ITS_WAY_MS = 500;
const CLOSE_INTERVAL_MS = 100;
/** Of `close`, for one response. Fastify has seven for a stream; Node warns of a leak beyond ten. */
const MAX_LISTENERS = 20;

/**
 * Counts requests, except probes: they continue as long as the process runs, and no client waits for
 * them. Call it before the server listens.
 */
export function watchTraffic(fastify: FastifyInstance) {
  let running = 0;
  let arrived = 0;
  let disconnecting = false;

  fastify.addHook('onRequest', (request, reply, done) => {
    if (!PROBES.has(request.routeOptions.url!)) {
      running++;
      arrived++;
      reply.raw.setMaxListeners(MAX_LISTENERS);
      reply.raw.once('close', () => running--);
    }
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (disconnecting) reply.header('connection', 'close');
    done();
  });

  return {
    askToDisconnect: () => (disconnecting = true),
    /** See {@link closingUnused}. */
    closeUnused: closingUnused(fastify),
    /**
     * Resolves when no request runs and none arrives any more, or after `DRAIN_MS`. It counts
     * polls, not time: a process without CPU time has not read its sockets yet, and reads them
     * between two polls.
     */
    async quiet() {
      const deadline = Date.now() + DRAIN_MS;
      for (let polls = 0, seen = arrived; polls < IDLE_POLLS && Date.now() < deadline; polls++) {
        await delay(POLL_INTERVAL_MS);
        if (running > 0 || arrived > seen) polls = -1;
        seen = arrived;
      }
    },
  };
}

/**
 * @returns a function that closes connections that have sent nothing for a while, from then on: a
 * server that closes waits for what they send, and listens until the application has stopped what uses it
 */
function closingUnused({ server }: FastifyInstance): () => void {
  const unused = new Map<Socket, number>(); // and when they were opened
  server.on('connection', (socket: Socket) => {
    unused.set(socket, performance.now());
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: { socket: Socket }) => unused.delete(socket));
  const close = () => {
    const before = performance.now() - ON_ITS_WAY_MS;
    for (const [socket, openedAt] of unused)
      if (openedAt <= before && socket.bytesRead === 0) socket.destroy();
  };
  return () => {
    close();
    setInterval(close, CLOSE_INTERVAL_MS).unref();
  };
}
