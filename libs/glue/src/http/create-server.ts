import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { allowedOrigins, clientLimits, type ServerConfig } from '../config/index.js';
import { AccessLog } from './access-log.js';
import { allowBrowsers } from './allow-browsers.js';
import { BODY_LIMIT, parseJsonBodies } from './body-parser.js';
import { limitClients } from './client-limits.js';
import { answerClientError, answerFrameworkErrors } from './client-errors.js';
import { watchRoutes } from './method-not-allowed.js';
import { NestLogger } from './nest-logger.js';
import { serveApiDescription } from './open-api.js';
import { ProblemFilter } from './problem.filter.js';
import { requestIdOf, trackRequests } from './request-context.js';
import { setSecurityHeaders } from './security-headers.js';
import { servePage } from './serve-page.js';
import { limitUnsentAnswers } from './unsent-answers.js';
import { validationPipe } from './validation.pipe.js';

/** A request must have arrived whole by then. */
const REQUEST_TIMEOUT_MS = 30_000;
/** A connection on which nothing moves for so long is closed, also while an answer is being sent. */
const STALL_LIMIT_MS = 30_000;
/** A title of 255 code points, each percent-encoded in full, stands in a path. */
const MAX_PATH_PARAMETER = 255 * 4 * 3;

/**
 * Makes the HTTP server of an app, the same for every app, ready to listen.
 *
 * @param page the folder of the web page that this app serves, if it serves one
 */
export async function createServer(
  service: string,
  module: DynamicModule,
  config: ServerConfig,
  logger: Logger,
  page?: string,
): Promise<NestFastifyApplication> {
  const adapter = createAdapter(logger, config);
  const fastify = adapter.getInstance();
  const routes = watchRoutes(fastify);
  trackRequests(fastify);
  limitClients(fastify, clientLimits(config), logger);
  limitUnsentAnswers(fastify);
  setSecurityHeaders(fastify);
  keepApiOutOfCaches(fastify);

  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  parseJsonBodies(fastify);
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(validationPipe);
  allowBrowsers(app, allowedOrigins(config));
  serveApiDescription(app, service);
  if (page) await servePage(fastify, page, logger);
  await app.init();
  routes.refuseOtherMethods();
  return app;
}

function createAdapter(logger: Logger, config: ServerConfig): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    logController: new AccessLog(logger),
    // The log knows by itself which request a line belongs to: none needs a logger of its own.
    childLoggerFactory: () => logger,
    genReqId: requestIdOf,
    trustProxy: config.TRUSTED_PROXIES?.length ? config.TRUSTED_PROXIES : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: STALL_LIMIT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
    frameworkErrors: answerFrameworkErrors(logger),
    clientErrorHandler: answerClientError,
    // HEAD would run the handler of GET, and GET /api/v1/auth/logout ends a session.
    exposeHeadRoutes: false,
    // While closing, what still arrives on an open connection is served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
}

function keepApiOutOfCaches(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // The route's own address: a path may be written in several ways.
    const address = request.routeOptions.url ?? request.url;
    if (address.startsWith('/api')) reply.header('cache-control', 'no-store');
    done();
  });
}
