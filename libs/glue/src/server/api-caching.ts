import fp from 'fastify-plugin';

/** Keeps answers of the API out of caches. */
export const keepApiOutOfCaches = fp(
  (fastify, _options, loaded) => {
    fastify.addHook('onRequest', (request, reply, done) => {
      // The route's own address: a path may be written in several ways.
      const address = request.routeOptions.url ?? request.url;
      if (address.startsWith('/api')) reply.header('cache-control', 'no-store');
      done();
    });
    loaded();
  },
  { name: 'api-caching' },
);
