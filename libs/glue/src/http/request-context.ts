import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ScopedValue } from '../scope/index.js';
import { clientAddress } from './client-address.js';
import { serverPlugin } from './server-plugin.js';
import { continueTrace, type TraceContext, traceHeaders } from './trace-context.js';

/**
 * The data of the request being served, available anywhere in the code. It does not reference the
 * request: work that outlives the request keeps the context, and would keep the request in memory.
 */
export interface RequestContext {
  requestId: string;
  trace: TraceContext;
  address: string;
}

const current = new ScopedValue<RequestContext>();
const CONTEXT = Symbol('request context');
const ACCEPTABLE_ID = /^[\w.:-]{1,128}$/;

declare module 'fastify' {
  interface FastifyRequest {
    [CONTEXT]: RequestContext | null;
  }
}

/** The request being served, or `undefined` outside of one. */
export function requestContext(): RequestContext | undefined {
  return current.get();
}

/** The headers that link a call to the current request. */
export function outgoingHeaders(): Record<string, string> {
  const context = requestContext();
  return context ? { 'x-request-id': context.requestId, ...traceHeaders(context.trace) } : {};
}

/** The fields of every log line that belongs to a request. */
export function logFields(context = requestContext()): Record<string, string> {
  if (!context) return {};
  return { request_id: context.requestId, trace_id: context.trace.traceId };
}

/** {@link logFields} of a request, also where its context has been lost. */
export function logFieldsOf(request: FastifyRequest): Record<string, string> {
  const context = request[CONTEXT];
  return context ? logFields(context) : { request_id: request.id };
}

/** The caller's `x-request-id` if it is safe to log, otherwise a new one. */
export function requestIdOf(request: { headers: NodeJS.Dict<string | string[]> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE_ID.test(given) ? given : randomUUID();
}

/** Sets {@link requestContext} for all that runs for a request, and sends the client its id. */
export const trackRequests = serverPlugin({ name: 'request-context' }, (fastify) => {
  fastify.decorateRequest(CONTEXT, null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const context: RequestContext = {
      requestId: request.id,
      trace: continueTrace(request.headers),
      address: clientAddress(request),
    };
    request[CONTEXT] = context;
    reply.header('x-request-id', request.id);
    current.run(context, done);
  });
  // Entered again after a body has been read: reading runs in the socket's context.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const context = request[CONTEXT];
    if (context && context !== current.get()) current.run(context, done);
    else done();
  });
});
