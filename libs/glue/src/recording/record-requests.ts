import { serverPlugin } from '../http/index.js';
import type { CallRecorder } from './call-recorder.js';
import type { OpenRequest } from './running-call.js';

const RECORD = Symbol('record of a request');

declare module 'fastify' {
  interface FastifyRequest {
    [RECORD]: OpenRequest | null;
  }
}

/** Records the requests to routes of contexts, until the server closes. */
export const recordRequests = serverPlugin<{
  recorder: CallRecorder;
  isOfContext: (route: string) => boolean;
  close: () => Promise<void>;
}>(
  { name: 'recorded-requests', dependencies: ['request-context'] },
  (fastify, { recorder, isOfContext, close }) => {
    fastify.decorateRequest(RECORD, null);
    fastify.addHook('onRequest', (request, reply, done) => {
      const { url } = request.routeOptions;
      if (url !== undefined && isOfContext(url)) request[RECORD] = recorder.open(reply.elapsedTime);
      done();
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const record = request[RECORD];
      const route = request.routeOptions.url;
      // A response that the client has not awaited says nothing about its time.
      if (record && route !== undefined && reply.raw.writableFinished) {
        const status = `${Math.trunc(reply.statusCode / 100)}xx` as const;
        recorder.close(record, { method: request.method, route, status, ms: reply.elapsedTime });
      }
      done();
    });
    fastify.addHook('onClose', close);
  },
);
