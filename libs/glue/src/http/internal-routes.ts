import type { FastifyInstance } from 'fastify';
import { ServiceError } from '../errors/index.js';

/** Whether a route is for other services only. To be asked of its pattern: a path may be written in several ways. */
export function isInternal(route: string): boolean {
  return route.startsWith('/internal/');
}

/**
 * Answers for internal routes, until their guard has let somebody in, as for addresses that are not
 * there, also to what is wrong with a body. What comes up behind the guard never gets here.
 */
export function hideInternalRoutes(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (!isInternal(route.url)) return;
    route.errorHandler = (cause) => {
      throw new ServiceError('not_found', { cause });
    };
  });
}
