import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonErrors, ServiceError } from '../errors/index.js';
import { clientAddress, logFieldsOf } from '../http/index.js';
import { type Logger, OutageLog } from '../log/index.js';
import { sendProblem, toServiceError } from '../problem-details/index.js';

const FORBIDDEN = 403;
/** The installation does not offer it: nothing has failed, and any client can ask again and again. */
const NOT_OFFERED = 501;
const RETRY_AFTER_SECONDS = 1;

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller, once a guard has identified it, by the public id. */
    caller?: { uniqueId: string };
  }
}

/** Converts every error to `application/problem+json`, and logs server errors and refusals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly outages: OutageLog;

  constructor(private readonly logger: Logger) {
    this.outages = new OutageLog(logger);
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = explain(thrown, request);

    const { status } = error;
    if (status >= 500 && status !== NOT_OFFERED) this.logServerError(request, error);
    if (status === FORBIDDEN) this.logDenial(request, error);
    const retryAfter = error.retryAfterSeconds ?? (status === 503 && RETRY_AFTER_SECONDS);
    if (retryAfter) reply.header('retry-after', `${Math.ceil(retryAfter)}`);
    if (error.challenge) reply.header('www-authenticate', error.challenge);
    const range = contentRangeOf(thrown);
    if (range) reply.header('content-range', range);
    // Fastify would close the connection while the body is still being sent, and the client would get a
    // reset instead of this response. Node reads the rest and drops it, within the time limit.
    if (reply.hasHeader('connection')) {
      reply.header('connection', reply.raw.shouldKeepAlive ? 'keep-alive' : 'close');
    }
    sendProblem(request, reply, error);
  }

  /** A security event like those of contexts; logged here, so that no refusal is forgotten. */
  private logDenial(request: FastifyRequest, { code }: ServiceError): void {
    const [user, address] = [request.caller?.uniqueId, clientAddress(request)];
    const event = { context: 'security', event: 'access_denied', code, user, address };
    this.logger.info({ ...logFieldsOf(request), ...event }, 'event');
  }

  private logServerError(request: FastifyRequest, error: ServiceError): void {
    const fields = logFieldsOf(request);
    if (error.status === 503) {
      this.outages.note(error, fields);
      return;
    }
    this.logger.error({ ...fields, code: error.code, err: error.cause ?? error }, error.message);
  }
}

/** An unknown address has priority over Fastify's errors about the request. */
function explain(thrown: unknown, { is404 }: FastifyRequest): ServiceError {
  const error = toServiceError(thrown);
  if (!is404 || error === thrown || error.status >= 500) return error;
  return new ServiceError(commonErrors.not_found, { cause: thrown });
}

/** The `Content-Range` of a 416 (RFC 9110, 14.4). Nest wraps the error that has it. */
function contentRangeOf(thrown: unknown): string | undefined {
  const { cause } = (thrown ?? {}) as { cause?: { headers?: Record<string, string> } };
  return cause?.headers?.['Content-Range'];
}
