import type { DynamicModule } from '@nestjs/common';
import { keepBuild } from '../build/index.js';
import { describesApi, type ServerConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { createLogger } from '../log/index.js';
import { PRODUCT } from '../product/index.js';
import { keepTickShape } from '../ticks/index.js';
import { createServer } from './create-server.js';
import { exitOnSignals, shutDownGracefully } from './graceful-shutdown.js';
import { assertCanListen, listen, type Urls } from './listen.js';
import { isPage } from './serve-page.js';
import type { ServerOptions } from './server-options.js';

export interface App extends ServerOptions {
  config: ServerConfig;
  module: DynamicModule;
}

/**
 * Runs an app: composes it, listens, and stops on a signal. An error that prevents the start is
 * explained on stderr, and the process exits with 1.
 *
 * @param service the app's name in logs and documents
 * @param compose reads the environment and chooses the modules
 */
export async function serve(service: string, compose: () => App | Promise<App>): Promise<void> {
  keepTickShape();
  try {
    await start(service, await compose());
  } catch (error) {
    process.stderr.write(`${PRODUCT} ${service} cannot start.\n${explain(error)}\n`);
    process.exit(1);
  }
}

async function start(service: string, { config, module, ...options }: App): Promise<void> {
  const takeOver = exitOnSignals();
  keepBuild();
  await assertCanListen(config);
  const logger = createLogger(service, config);
  const app = await createServer(service, module, config, logger, options);
  shutDownGracefully(app, logger, config.SHUTDOWN_DELAY_MS);
  takeOver();
  const urls = await listen(app, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  logger.info(readiness(urls, config, options.page));
}

function readiness({ url, internalUrl }: Urls, config: ServerConfig, page?: string): string {
  const served = [
    ...(page && isPage(page) ? [`page at ${url}/`] : []),
    ...(describesApi(config) ? [`API described at ${url}/docs`] : []),
  ];
  const internal = internalUrl ? `, internal routes at ${internalUrl}` : '';
  return `ready: ${served.join(', ') || `listening at ${url}`}${internal}`;
}

function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
