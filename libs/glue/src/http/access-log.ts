import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { logFieldsOf } from './request-context.js';

const PROBES = new Set(['/healthz', '/readyz']);

/**
 * One line per request: method, route, status and milliseconds. The route's
 * pattern stands for the path, which may hold what users wrote.
 */
export class AccessLog extends LogController {
  constructor(private readonly logger: Logger) {
    super({ requestIdLogLabel: 'request_id' });
  }

  override incomingRequest(): void {}

  override requestCompleted(
    _error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const route = request.routeOptions.url ?? 'unknown';
    const line = {
      ...logFieldsOf(request),
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    this.logger[isRoutine(route, reply.statusCode) ? 'debug' : 'info'](line, 'request');
  }

  override routeNotFound(): void {}
}

/** What comes again and again, from load balancers and other services, and went well. */
function isRoutine(route: string, status: number): boolean {
  return PROBES.has(route) || (route.startsWith('/internal/') && status < 400);
}
