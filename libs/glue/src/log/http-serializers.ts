import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The fields of a request or a response that is passed to the log: never a header, a body or an
 * address.
 */
export const HTTP_SERIALIZERS = {
  req: ({ method, routeOptions }: Partial<FastifyRequest>) => ({
    method,
    route: routeOptions?.url,
  }),
  res: ({ statusCode }: Partial<FastifyReply>) => ({ status: statusCode }),
};
