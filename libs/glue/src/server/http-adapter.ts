import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServerConfig } from '../config/index.js';
import { requestIdOf, trustedProxies } from '../http/index.js';
import { AccessLog, frameworkLog, type Logger } from '../log/index.js';
import { answerClientError, answerFrameworkErrors } from '../problem/index.js';
import { BODY_LIMIT } from './body-parser.js';
import type { ApiOptions } from './server-options.js';
import { routeEveryRequest } from './unhandled-by-node.js';

/** How long a request may take to arrive, in milliseconds. */
export interface ArrivalLimits {
  headersTimeout: number;
  /** Headers and body. */
  requestTimeout: number;
  /** How often Node looks for requests that are late: so much longer they may take. */
  connectionsCheckingInterval: number;
}

/** 30 seconds in all, and less than {@link STALL_LIMIT_MS}: who is late gets an answer. */
const ARRIVAL_LIMITS: ArrivalLimits = {
  headersTimeout: 29_000,
  requestTimeout: 29_000,
  connectionsCheckingInterval: 1_000,
};
/** A connection on which nothing moves for so long is closed, also while an answer is being sent. */
const STALL_LIMIT_MS = 30_000;
/** One that waits for its next request: longer than the 60 s for which common proxies keep theirs. */
const KEEP_ALIVE_MS = 72_000;

/** Fastify, as every app runs it, for Nest. */
export function createAdapter(
  logger: Logger,
  { TRUSTED_PROXIES: proxies }: Pick<ServerConfig, 'TRUSTED_PROXIES'>,
  { maxParamLength }: ApiOptions = {},
  limits = ARRIVAL_LIMITS,
): FastifyAdapter {
  // The log knows by itself which request a line belongs to: none needs a logger of its own.
  const log = frameworkLog(logger);
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    logController: new AccessLog(logger),
    childLoggerFactory: () => log,
    genReqId: requestIdOf,
    trustProxy: proxies?.length ? trustedProxies(proxies) : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: STALL_LIMIT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node reads these when it makes the server; Fastify sets its own ones afterwards.
    http: { ...limits, joinDuplicateHeaders: true, requireHostHeader: false },
    routerOptions: { ...(maxParamLength && { maxParamLength }) },
    frameworkErrors: answerFrameworkErrors(logger),
    clientErrorHandler: answerClientError,
    // HEAD would run the handler of GET, and there are GETs that change something.
    exposeHeadRoutes: false,
    // While closing, what still arrives on an open connection is served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  routeEveryRequest(adapter.getInstance().server);
  return adapter;
}
