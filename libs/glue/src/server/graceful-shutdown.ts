import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ReadinessService } from '../health/index.js';
import type { Logger } from '../log/index.js';
import { watchTraffic } from './watch-traffic.js';

/** When running requests are aborted: with the default delay, before Docker's 10 s. */
const LIMIT_MS = 8_750;

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
    traffic.closeUnused();
    await app.close();
    logger.info('stopped');
    process.exit(0);
  };

  for (const signal of SIGNALS) process.on(signal, (name) => void stop(name));
}
