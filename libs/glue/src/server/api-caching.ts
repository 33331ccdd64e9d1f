import { serverPlugin } from '../http/index.js';

/** Keeps responses of the API out of caches. */
export const keepApiOutOfCaches = serverPlugin({ name: 'api-caching' }, (fastify) => {
  fastify.addHook('onRequest', (request, reply, done) => {
    // The route's own address: a path can be written in several ways.
    const address = request.routeOptions.url ?? request.url;
    if (address.startsWith('/api')) reply.header('cache-control', 'no-store');
    done();
  });
});
