import type { DynamicModule } from '@nestjs/common';
import type { ServerConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { createServer } from './create-server.js';
import { exitOnSignals, shutDownGracefully } from './graceful-shutdown.js';
import { createLogger } from './logger.js';

/** An app, composed but not yet running. */
export interface App {
  config: ServerConfig;
  /** Its root module. */
  module: DynamicModule;
  /** The folder of the web page that it serves, if it serves one. */
  page?: string;
}

/**
 * Runs an app: composes it, listens, and stops when told to. What prevents the
 * start is explained on stderr, and the process exits with 1.
 *
 * @param service the app's name in logs and documents
 * @param compose reads the environment and chooses the modules
 */
export async function serve(service: string, compose: () => App | Promise<App>): Promise<void> {
  try {
    await start(service, await compose());
  } catch (error) {
    process.stderr.write(`seam ${service} cannot start.\n${explain(error)}\n`);
    process.exit(1);
  }
}

async function start(service: string, { config, module, page }: App): Promise<void> {
  const takeOver = exitOnSignals();
  const logger = createLogger(service, config);
  const app = await createServer(service, module, config, logger, page);
  shutDownGracefully(app, logger, config.SHUTDOWN_DELAY_MS);
  takeOver();
  await listen(app, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  logger.info(`ready; the API is described at ${await app.getUrl()}/docs`);
}

async function listen(
  app: Awaited<ReturnType<typeof createServer>>,
  { HOST, PORT }: ServerConfig,
): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `PORT: ${PORT} on ${HOST} is taken by another process. Stop it, or set PORT to a free one.`,
      );
    }
    if (code === 'EACCES') {
      throw new StartError(`PORT: this user may not listen on ${PORT}. Set PORT above 1023.`);
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(
        `HOST: ${HOST} is no address of this machine (${message}). Set HOST to 127.0.0.1, or to ` +
          '0.0.0.0 for all addresses.',
      );
    }
    throw error;
  }
}

function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
