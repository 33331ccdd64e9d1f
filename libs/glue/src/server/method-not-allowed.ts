import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from '../http/index.js';

/** Represents all methods that are not in the list: a route per path and method takes 5 MB. */
const ANY_OTHER = 'TRACE';
const METHODS: HTTPMethods[] = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  ANY_OTHER,
];
const KNOWN = Symbol('methods of each path');

declare module 'fastify' {
  interface FastifyInstance {
    [KNOWN]: Map<string, Set<string>>;
  }
}

/**
 * Records the methods of each path, for {@link refuseOtherMethods}. Internal routes are omitted:
 * for them every other method is an unknown address.
 */
export const watchRoutes = serverPlugin({ name: 'watched-routes' }, (fastify) => {
  const known = new Map<string, Set<string>>();
  fastify.decorate(KNOWN, known);
  fastify.server.prependListener('request', (request: IncomingMessage) => {
    if (!METHODS.includes(request.method!)) request.method = ANY_OTHER;
  });
  fastify.addHook('onRoute', ({ url, method, config }) => {
    const unlisted = [method].flat().find((each) => !METHODS.includes(each));
    if (unlisted) throw new Error(`${unlisted} ${url} is never reached: list the method here`);
    if (url.includes('*') || config?.internal) return;
    const methods = known.get(url) ?? new Set();
    [method].flat().forEach((each) => methods.add(each));
    known.set(url, methods);
  });
});

/**
 * Fastify answers 404 to a known path with another method; HTTP requires 405 with the allowed
 * methods (RFC 9110, 15.5.6). Register it after all routes.
 */
export const refuseOtherMethods = serverPlugin(
  { name: 'method-not-allowed', dependencies: ['watched-routes'] },
  (fastify) => {
    [...fastify[KNOWN]].forEach(([url, methods]) => refuse(fastify, url, methods));
  },
);

function refuse(fastify: FastifyInstance, url: string, known: Set<string>): void {
  const allow = [...known].sort().join(', ');
  const others = METHODS.filter((method) => !known.has(method));
  fastify.route({
    method: others,
    url,
    // Before the body is parsed, which may be invalid.
    onRequest: (_request, reply, done) => {
      reply.header('allow', allow);
      done(new ServiceError(commonErrors.method_not_allowed));
    },
    handler: () => undefined,
  });
}
