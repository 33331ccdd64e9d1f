import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** What belongs to the request being served, wherever in the code one is. */
interface RequestContext {
  requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();
const ACCEPTABLE_ID = /^[\w.:-]{1,128}$/;

/** The request being served, or `undefined` outside of one. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}

/** The caller's `x-request-id` if it is harmless to log, else a new one. */
export function requestIdOf(request: { headers: NodeJS.Dict<string | string[]> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE_ID.test(given) ? given : randomUUID();
}

/** Makes {@link requestContext} known to all that runs for a request, and tells the client its id. */
export function trackRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  // Entered only after the body has been read: reading goes on in the socket's own context.
  fastify.addHook('preValidation', (request, _reply, done) => {
    storage.run({ requestId: request.id }, done);
  });
}
