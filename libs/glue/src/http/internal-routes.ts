import { applyDecorators, Controller } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from './server-plugin.js';

export const INTERNAL_PREFIX = 'internal';
/** The maximum size of a request of another service: a batch has many inputs. */
export const INTERNAL_BODY_LIMIT = 256 * 1_024;

declare module 'fastify' {
  interface FastifyContextConfig {
    internal?: boolean;
  }
}

/**
 * A controller whose routes are for other services only, below `/internal/<path>`. They need a
 * guard. Callers that it refuses cannot distinguish them from unknown addresses.
 */
export function InternalRoutes(path: string): ClassDecorator {
  return applyDecorators(Controller(`${INTERNAL_PREFIX}/${path}`), markMethods);
}

/** Nest reads the configuration of a route from its method. */
function markMethods({ prototype }: { prototype: object }): void {
  for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name !== 'constructor') RouteConfig({ internal: true })(prototype, name, method);
  }
}

/**
 * Hides internal routes: until their guard has accepted the caller, all errors are 404, including
 * body errors. Errors after the guard are not affected.
 */
export const hideInternalRoutes = serverPlugin({ name: 'hidden-internal-routes' }, (fastify) => {
  fastify.addHook('onRoute', (route) => {
    if (!route.config?.internal) return;
    route.bodyLimit = INTERNAL_BODY_LIMIT;
    route.errorHandler = (cause) => {
      throw new ServiceError(commonErrors.not_found, { cause });
    };
  });
});
