import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { PROBES, ReadinessService } from '../health/index.js';
import type { Logger } from '../log/index.js';

/** After this many polls in a row without a running or new request, the process is idle. */
const IDLE_POLLS = 5;
/** The maximum time to wait for that. */
const DRAIN_MS = 6_000;
/**
 * Requests that still run this long after the delay are aborted: with the default delay, before
 * Docker's 10 s.
 */
const LIMIT_MS = 8_750;
const POLL_INTERVAL_MS = 20;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * During the start a signal ends the process at once, with its `exit` event, so that temporary
 * files are removed.
 *
 * @returns a function to call when {@link shutDownGracefully} takes over
 */
export function exitOnSignals(): () => void {
  const exit = () => process.exit(1);
  for (const signal of SIGNALS) process.on(signal, exit);
  return () => {
    for (const signal of SIGNALS) process.off(signal, exit);
  };
}

/**
 * Stops on SIGTERM and SIGINT without losing a request: `/readyz` answers 503, responses ask
 * clients to close their connections, requests that still arrive are served, running ones finish,
 * and the databases are closed.
 *
 * @param delayMs how long to continue serving, so that load balancers see the 503
 */
export function shutDownGracefully(
  app: NestFastifyApplication,
  logger: Logger,
  delayMs: number,
): void {
  const traffic = watchTraffic(app.getHttpAdapter().getInstance());
  let stopping = false;

  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return; // npm passes Ctrl-C on, so the signal often arrives twice
    stopping = true;
    logger.info({ signal }, 'stopping: finishing running requests');
    setTimeout(() => {
      logger.error('stopping took too long: aborting running requests');
      process.exit(1);
    }, delayMs + LIMIT_MS).unref();
    app.get(ReadinessService).drain();
    traffic.askToDisconnect();
    await delay(delayMs);
    await traffic.quiet();
    await app.close();
    logger.info('stopped');
    process.exit(0);
  };

  for (const signal of SIGNALS) process.on(signal, (name) => void stop(name));
}

/**
 * Counts requests, except probes: they continue as long as the process runs, and no user waits for
 * them. Call it before the server listens.
 */
function watchTraffic(fastify: FastifyInstance) {
  let running = 0;
  let arrived = 0;
  let disconnecting = false;

  fastify.addHook('onRequest', (request, reply, done) => {
    if (!PROBES.has(request.routeOptions.url!)) {
      running++;
      arrived++;
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
