import { commonErrors, ServiceError } from '../errors/index.js';
import { serverPlugin } from './server-plugin.js';

/**
 * The security headers of every response, unless a route adds some: those of Helmet, like Nest's
 * own. Omitted are those for obsolete browsers and plug-ins, and `upgrade-insecure-requests`: /docs
 * works over plain HTTP in a private network too.
 *
 * Nest sets its headers one by one on Node's response, which then has to merge them with
 * Fastify's: 7 % of the CPU time of a request (docs/performance.md).
 */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';" +
    "frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';" +
    "script-src-attr 'none';style-src 'self' https: 'unsafe-inline'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
};

/** A refused request has an id too. */
const ABOUT = { name: 'secure-http', dependencies: ['request-context'] };

/** A name or an address, and a port (RFC 3986, 3.2). No comma: it joins the values of two headers. */
const HOST = /^[\w.:~%!$&'()*+;=[\]-]*$/;

/**
 * Sets {@link SECURITY_HEADERS} on every response of a route or of the router, and keeps responses
 * of the API out of caches. Refuses a request with two `Host` headers, without one, or with an
 * invalid one (RFC 9112, 3.2): a proxy in front may have used the other one. Node is configured to
 * join the values of repeated headers.
 */
export const secureHttp = serverPlugin(ABOUT, (fastify) => {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    // The route's own address: a path can be written in several ways.
    const address = request.routeOptions.url ?? request.url;
    if (address.startsWith('/api')) reply.header('cache-control', 'no-store');
    const { headers, raw } = request;
    const isValid =
      headers.host === undefined ? raw.httpVersion === '1.0' : HOST.test(headers.host);
    if (isValid) return done();
    const message = 'Send the header Host once, with a host and a port only.';
    done(new ServiceError(commonErrors.malformed_request, { message }));
  });
});
