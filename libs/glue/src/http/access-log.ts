import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { PROBES } from '../health/index.js';
import { LogLines } from './log-lines.js';
import { logFieldsOf } from './request-context.js';

/**
 * One line per request: method, route, status and milliseconds. The route's
 * pattern stands for the path, which may hold what users wrote.
 *
 * No other line is written as often, so this one is put together by hand: pino
 * took a fifth of the processor time of a request for it (docs/performance.md).
 */
export class AccessLog extends LogController {
  private readonly lines: LogLines;

  constructor(private readonly logger: Logger) {
    super({ requestIdLogLabel: 'request_id' });
    this.lines = new LogLines(logger);
  }

  override incomingRequest(): void {}

  override requestCompleted(
    _error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const route = request.routeOptions.url ?? 'unknown';
    const level = isRoutine(route, reply.statusCode) ? 'debug' : 'info';
    if (this.logger.isLevelEnabled(level)) this.lines.write(level, lineOf(request, reply, route));
  }

  override routeNotFound(): void {}
}

/** The fields of a line. Only the route can hold what JSON would have to escape. */
function lineOf(request: FastifyRequest, reply: FastifyReply, route: string): string {
  const { request_id, trace_id } = logFieldsOf(request);
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  return (
    `"request_id":"${request_id}",${trace_id ? `"trace_id":"${trace_id}",` : ''}` +
    `"method":"${request.method}","route":${JSON.stringify(route)},` +
    `"status":${reply.statusCode},"ms":${ms},"msg":"request"`
  );
}

/** What comes again and again, from load balancers and other services, and went well. */
function isRoutine(route: string, status: number): boolean {
  return PROBES.has(route) || (route.startsWith('/internal/') && status < 400);
}
