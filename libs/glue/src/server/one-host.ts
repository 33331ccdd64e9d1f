import { commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from '../http/index.js';

/** A name or an address, and a port (RFC 3986, 3.2). No comma: it joins the values of two headers. */
const HOST = /^[\w.:~%!$&'()*+;=[\]-]*$/;

/**
 * Refuses a request with two `Host` headers, without one, or with an invalid one (RFC 9112, 3.2): a
 * proxy in front may have used the other one. Node is configured to join the values of repeated
 * headers.
 */
export const requireOneHost = serverPlugin({ name: 'one-host' }, (fastify) => {
  fastify.addHook('onRequest', ({ headers: { host }, raw }, _reply, done) => {
    if (host === undefined ? raw.httpVersion !== '1.0' : !HOST.test(host)) {
      const message = 'Send the header Host once, with a host and a port only.';
      done(new ServiceError(commonErrors.malformed_request, { message }));
    } else done();
  });
});
