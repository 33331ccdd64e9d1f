import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What a line of the log says of a request or an answer that is given to it whole: so
 * much, and never a header, a body or an address.
 */
export const HTTP_SERIALIZERS = {
  req: ({ method, routeOptions }: Partial<FastifyRequest>) => ({
    method,
    route: routeOptions?.url,
  }),
  res: ({ statusCode }: Partial<FastifyReply>) => ({ status: statusCode }),
};
