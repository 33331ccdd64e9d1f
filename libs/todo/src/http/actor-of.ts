import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '#auth-kernel';
import { originOf } from '#glue/origin';
import type { Actor } from '../core/user-ref.js';

/** The caller of a request, and from where it was sent. */
export function actorOf(request: AuthenticatedRequest & FastifyRequest): Actor {
  const { userId, uniqueId } = request.caller;
  return { userId, uniqueId, ...originOf(request) };
}
