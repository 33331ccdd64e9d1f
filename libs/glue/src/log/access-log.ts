import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type Level, type Logger, pino } from 'pino';
import { PROBES } from '../health/index.js';
import { logFieldsOf } from '../http/index.js';
import { frameworkLog } from './framework-log.js';

/** Gets each request, with its time from the headers to the end of the response, in ms. */
export interface RequestObserver {
  observe(method: string, route: string, status: number, ms: number): void;
}

/** The members of a pino logger that are needed here; it has these symbols for such integrations. */
interface Internals {
  [pino.symbols.streamSym]: { write(line: string): void };
  /** `,"time":"…"` */
  [pino.symbols.timeSym](): string;
  [pino.symbols.chindingsSym]: string;
}

/**
 * One line per request: method, route, status and milliseconds. The route's pattern replaces the
 * path, which may contain input.
 *
 * No other line is written as often, so this one is formatted by hand: pino took a fifth of the
 * CPU time of a request for it (`npm run bench -- --part calls`).
 */
export class AccessLog extends LogController {
  private readonly requestLog: Logger;

  constructor(
    private readonly logger: Logger,
    private readonly observer?: RequestObserver,
  ) {
    super({ requestIdLogLabel: 'request_id' });
    this.requestLog = frameworkLog(logger);
  }

  /** Fastify's `childLoggerFactory`: one log for all requests, as the mixin adds the request id. */
  readonly childLogger = (): Logger => this.requestLog;

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
    // How long a stream was open is no time of an answer.
    if (!config?.streamed)
      this.observer?.observe(request.method, route, reply.statusCode, reply.elapsedTime);
    // Successful routine requests of load balancers and other services.
    const isRoutine = PROBES.has(route) || (config?.internal && reply.statusCode < 400);
    const level = isRoutine ? 'debug' : 'info';
    if (!this.logger.isLevelEnabled(level)) return;
    this.writeLine(level, lineOf(request, reply, route, more));
  }

  /** Writes fields that are JSON already, in the format of the logger's other lines. */
  private writeLine(level: Level, fields: string): void {
    const internals = this.logger as unknown as Internals;
    const start = `{"level":"${level}"${internals[pino.symbols.timeSym]()}${internals[pino.symbols.chindingsSym]}`;
    internals[pino.symbols.streamSym].write(`${start},${fields}}\n`);
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
