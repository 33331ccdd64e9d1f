import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServerConfig } from '../config/index.js';
import { BODY_LIMIT } from '../errors/index.js';
import { requestIdOf, trustedProxies } from '../http/index.js';
import type { ApiOptions } from '../kernel/index.js';
import { AccessLog, type Logger } from '../log/index.js';
import type { Metrics } from '../metrics/index.js';
import { answerClientError, answerFrameworkErrors } from '../problem/index.js';
import { routeEveryRequest } from './unhandled-by-node.js';

export interface ArrivalLimits {
  headersTimeout: number;
  /** Headers and body. */
  requestTimeout: number;
  /** How often Node checks for late requests; they may take that much longer. */
  connectionsCheckingInterval: number;
}

/** 30 s in total, and less than STALL_LIMIT_MS, so that late clients get a response. */
const ARRIVAL_LIMITS: ArrivalLimits = {
  headersTimeout: 29_000,
  requestTimeout: 29_000,
  connectionsCheckingInterval: 1_000,
};
/** A connection without progress is closed after this time, also while a response is being sent. */
const STALL_LIMIT_MS = 30_000;
/** How long an idle connection waits for a request: longer than the 60 s of common proxies. */
const KEEP_ALIVE_MS = 72_000;

export function createAdapter(
  logger: Logger,
  { TRUSTED_PROXIES: proxies }: Pick<ServerConfig, 'TRUSTED_PROXIES'>,
  { maxParamLength }: ApiOptions = {},
  metrics?: Metrics,
  limits = ARRIVAL_LIMITS,
): FastifyAdapter {
  const accessLog = new AccessLog(logger, metrics?.requests);
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    logController: accessLog,
    childLoggerFactory: accessLog.childLogger,
    genReqId: requestIdOf,
    trustProxy: proxies?.length ? trustedProxies(proxies) : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: STALL_LIMIT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node reads these when it creates the server; Fastify sets its own afterwards.
    http: { ...limits, joinDuplicateHeaders: true, requireHostHeader: false },
    routerOptions: { ...(maxParamLength && { maxParamLength }) },
    frameworkErrors: answerFrameworkErrors(logger),
    clientErrorHandler: answerClientError,
    // HEAD would run the handler of GET, and some GET routes change data.
    exposeHeadRoutes: false,
    // While closing, requests that arrive on open connections are served, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  routeEveryRequest(adapter.getInstance().server);
  return adapter;
}
