import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../errors/index.js';
import { sendProblem } from './send-problem.js';

/** Answers a `ServiceError` as its caller reads it; all other errors are for the filters of the app. */
@Catch(ServiceError)
export class ServiceErrorFilter implements ExceptionFilter<ServiceError> {
  catch(error: ServiceError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { retryAfterSeconds } = error;
    if (retryAfterSeconds) reply.header('retry-after', `${Math.ceil(retryAfterSeconds)}`);
    sendProblem(http.getRequest<FastifyRequest>(), reply, error);
  }
}
