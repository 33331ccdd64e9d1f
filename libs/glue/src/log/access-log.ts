import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { PROBES } from '../health/index.js';
import { isInternal, logFieldsOf } from '../http/index.js';
import { LogLines } from './log-lines.js';

/**
 * One line per request: method, route, status and milliseconds. The route's pattern replaces the
 * path, which may contain user input.
 *
 * No other line is written as often, so this one is formatted by hand: pino took a fifth of the
 * CPU time of a request for it (`npm run bench -- --part calls`).
 */
export class AccessLog extends LogController {
  private readonly lines: LogLines;

  constructor(private readonly logger: Logger) {
    super({ requestIdLogLabel: 'request_id' });
    this.lines = new LogLines(logger);
  }

  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override requestCompleted(
    _error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    this.write(request, reply, '');
  }

  /** The response was not read or not written completely. */
  override streamError(
    error: Error & { code?: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.fail(error, request);
    this.write(request, reply, '"aborted":true,');
  }

  override defaultErrorLog(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.statusCode >= 500) this.fail(error, request);
  }

  override writeHeadError(error: Error, request: FastifyRequest): void {
    this.fail(error, request);
  }

  override serializerError(error: Error, request: FastifyRequest): void {
    this.fail(error, request);
  }

  /** Without the request and the reply, which Fastify would add: they contain all headers. */
  private fail(err: Error, request: FastifyRequest): void {
    this.logger.error({ ...logFieldsOf(request), err }, 'a response could not be sent');
  }

  private write(request: FastifyRequest, reply: FastifyReply, more: string): void {
    const { url: route = 'unknown', config } = request.routeOptions;
    // Successful routine requests of load balancers and other services.
    const isRoutine = PROBES.has(route) || (isInternal(config) && reply.statusCode < 400);
    const level = isRoutine ? 'debug' : 'info';
    if (!this.logger.isLevelEnabled(level)) return;
    this.lines.write(level, lineOf(request, reply, route, more));
  }
}

/** The fields of a line. Only the route may need escaping in JSON. */
function lineOf(request: FastifyRequest, reply: FastifyReply, route: string, more: string): string {
  const { request_id, trace_id } = logFieldsOf(request);
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  return (
    `"request_id":"${request_id}",${trace_id ? `"trace_id":"${trace_id}",` : ''}` +
    `"method":"${request.method}","route":${JSON.stringify(route)},` +
    `"status":${reply.statusCode},"ms":${ms},${more}"msg":"request"`
  );
}
