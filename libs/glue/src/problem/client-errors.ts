import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonErrors, type ErrorDefinition, ServiceError } from '../errors/index.js';
import type { Logger } from '../log/index.js';
import { PROBLEM_TYPE, sendProblem, toProblem, toServiceError } from '../problem-details/index.js';

const ERRORS: Record<string, ErrorDefinition> = {
  ERR_HTTP_REQUEST_TIMEOUT: commonErrors.request_timeout,
  HPE_HEADER_OVERFLOW: commonErrors.headers_too_large,
};

/** Answers an address that the router cannot parse: malformed, or with a part that is too long. */
export function answerFrameworkErrors(logger: Logger) {
  // No hook runs for these, so their log line is written here.
  return (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toServiceError(error);
    const { method, id: request_id } = request;
    logger.info({ request_id, method, route: 'unknown', status: problem.status }, 'request');
    sendProblem(request, reply, problem);
  };
}

/** Answers input that is not HTTP: there is no request yet that a filter could handle. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new ServiceError(ERRORS[error.code ?? ''] ?? commonErrors.malformed_request);
  const body = JSON.stringify(toProblem(problem, randomUUID()));
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      `content-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `connection: close\r\n\r\n${body}`,
  );
}
