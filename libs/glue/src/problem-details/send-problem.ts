import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceError } from '../errors/index.js';
import { SECURITY_HEADERS } from '../http/index.js';
import { PROBLEM_TYPE, toProblem } from './problem.js';

/** Answers with an error, also if the hooks that set these headers have not run. */
export function sendProblem(
  { id }: FastifyRequest,
  reply: FastifyReply,
  error: ServiceError,
): void {
  reply.headers({ ...SECURITY_HEADERS, 'x-request-id': id, 'cache-control': 'no-store' });
  void reply.code(error.status).type(PROBLEM_TYPE).send(toProblem(error, id));
}
