import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { ReadinessService } from '../health/index.js';

/** How long the process goes on serving after it said that it is no longer ready. */
const GRACE_MS = 250;
/** After this, what still runs is given up. Below the 10 s that Docker waits before it kills. */
const LIMIT_MS = 9_000;

/**
 * Stops on SIGTERM and SIGINT without losing a request: turns `/readyz` to 503,
 * asks clients to close their connections with the next answer, serves what
 * arrives meanwhile, then finishes what runs and closes the databases.
 */
export function shutDownGracefully(app: NestFastifyApplication, logger: Logger): void {
  let stopping = false;

  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (_request, reply, _payload, done) => {
      if (stopping) reply.header('connection', 'close');
      done();
    });

  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return; // npm passes Ctrl-C on, so that it often arrives twice
    stopping = true;
    logger.info({ signal }, 'stopping: serving what is under way');
    setTimeout(() => {
      logger.error('stopping took too long: giving up what still runs');
      process.exit(1);
    }, LIMIT_MS).unref();
    app.get(ReadinessService).drain();
    await delay(GRACE_MS);
    await app.close();
    logger.info('stopped');
    process.exit(0);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, (name) => void stop(name));
}
