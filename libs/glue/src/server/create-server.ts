import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { version } from '../build/index.js';
import { limitBigBodies, limitClients, limitUnsentAnswers, takeTurns } from '../clients/index.js';
import {
  allowedOrigins,
  clientLimits,
  describesApi,
  type ServerConfig,
  trustsEveryAddress,
} from '../config/index.js';
import { fieldMessage, validationPipe } from '../fields/index.js';
import { hideInternalRoutes, secureHttp, trackRequests } from '../http/index.js';
import { type Logger, NestLogger } from '../log/index.js';
import { Metrics, MetricsModule, serveMetrics } from '../metrics/index.js';
import type { RecordingOptions } from '../recording/index.js';
import { serveApiDescription } from '../openapi/index.js';
import { ProblemFilter } from '../problem/index.js';
import { parseJsonBodies } from './body-parser.js';
import { enableCors } from './enable-cors.js';
import { createAdapter } from './http-adapter.js';
import { separateInternalRoutes } from './internal-address.js';
import { refuseOtherMethods, watchRoutes } from './method-not-allowed.js';
import { servePage } from './serve-page.js';
import type { ServerOptions } from './server-options.js';

const EVERY_ADDRESS_TRUSTED =
  'TRUSTED_PROXIES trusts every address: every client can forge its address by X-Forwarded-For, and get ' +
  'around limits. Set it to the addresses or networks of your proxies, or to none if clients connect directly.';

export async function createServer(
  service: string,
  module: DynamicModule,
  config: ServerConfig,
  logger: Logger,
  { page, api = {}, contexts = {} }: ServerOptions = {},
): Promise<NestFastifyApplication> {
  // For the whole process, whose configuration has been read by now.
  z.config({ customError: fieldMessage });
  if (trustsEveryAddress(config.TRUSTED_PROXIES)) logger.warn(EVERY_ADDRESS_TRUSTED);
  const metrics = openMetrics(service, config, Object.keys(contexts));
  const adapter = createAdapter(logger, config, api, metrics);
  const fastify = adapter.getInstance();
  await registerPlugins(fastify, config, logger);
  await record(fastify, { service, file: config.RECORD_CALLS, contexts, logger });
  if (metrics) await fastify.register(serveMetrics, { metrics });

  const root = metrics ? MetricsModule.around(module, metrics) : module;
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(validationPipe);
  enableCors(app, allowedOrigins(config), api);
  await app.init();
  // After Nest's own routes: a route uses the error handler that was set when it was registered.
  if (describesApi(config)) serveApiDescription(app, service, api);
  if (page) await fastify.register(servePage, { folder: page, logger });
  await fastify.register(refuseOtherMethods);
  return app;
}

/** The plugins that each request passes through. One that needs another names it. */
async function registerPlugins(
  fastify: FastifyInstance,
  config: ServerConfig,
  logger: Logger,
): Promise<void> {
  const limits = clientLimits(config);
  if (config.INTERNAL_PORT !== undefined) await fastify.register(separateInternalRoutes);
  await fastify.register(watchRoutes);
  await fastify.register(hideInternalRoutes);
  await fastify.register(trackRequests);
  await fastify.register(limitClients, { ...limits, logger });
  await fastify.register(takeTurns, { inFlight: limits.perAddress });
  await fastify.register(limitBigBodies);
  await fastify.register(limitUnsentAnswers);
  await fastify.register(secureHttp);
  await fastify.register(parseJsonBodies);
}

/** Records calls between contexts. The code is loaded only if there is a file for them. */
async function record(
  fastify: FastifyInstance,
  { file, ...about }: Omit<RecordingOptions, 'file'> & { file: string | undefined },
): Promise<void> {
  if (file === undefined) return;
  const { openRecording, recordRequests } = await import('../recording/index.js');
  await fastify.register(recordRequests, await openRecording({ ...about, file }));
}

/** The metrics of a process; without an internal address nothing is observed. */
function openMetrics(
  service: string,
  { INTERNAL_PORT }: Pick<ServerConfig, 'INTERNAL_PORT'>,
  contexts: readonly string[],
): Metrics | undefined {
  if (INTERNAL_PORT === undefined) return undefined;
  const build = { service, version: version(), node: process.version };
  return new Metrics({ ...build, contexts: [...contexts].sort().join(',') });
}
