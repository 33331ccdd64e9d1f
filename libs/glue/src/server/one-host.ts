import { commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from '../http/index.js';

/**
 * Refuses a request with two `Host` headers, or without one (RFC 9112, 3.2): a proxy in front may
 * have taken the other one. Node is told to join the values of headers that come twice.
 */
export const requireOneHost = serverPlugin({ name: 'one-host' }, (fastify) => {
  fastify.addHook('onRequest', ({ headers: { host }, raw }, _reply, done) => {
    if (host === undefined ? raw.httpVersion !== '1.0' : host.includes(',')) {
      done(
        new ServiceError(commonErrors.malformed_request, { message: 'Send the header Host once.' }),
      );
    } else done();
  });
});
