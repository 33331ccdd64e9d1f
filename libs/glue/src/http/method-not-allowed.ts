import type { FastifyInstance, HTTPMethods } from 'fastify';
import { ServiceError } from '../errors/index.js';

const METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Fastify answers 404 to a known path with another method; HTTP wants 405 with
 * the methods that the path does take (RFC 9110, 15.5.6).
 *
 * @returns what to call once all routes are there.
 */
export function watchRoutes(fastify: FastifyInstance): { refuseOtherMethods(): void } {
  const known = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    // Whoever may not use an internal route shall not learn that it is there.
    if (url.includes('*') || url.startsWith('/internal')) return;
    const methods = known.get(url) ?? new Set();
    [method].flat().forEach((each) => methods.add(each));
    known.set(url, methods);
  });
  return {
    refuseOtherMethods: () => [...known].forEach(([url, methods]) => refuse(fastify, url, methods)),
  };
}

function refuse(fastify: FastifyInstance, url: string, known: Set<string>): void {
  const allow = [...known].sort().join(', ');
  const others = METHODS.filter((method) => !known.has(method));
  if (others.length === 0) return;
  fastify.route({
    method: others,
    url,
    // Before the body is read, which need not make sense.
    onRequest: (_request, reply, done) => {
      reply.header('allow', allow);
      done(new ServiceError('method_not_allowed'));
    },
    handler: () => undefined,
  });
}
