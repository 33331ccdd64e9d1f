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

/** Sets {@link SECURITY_HEADERS} on every response of a route or of the router. */
export const setSecurityHeaders = serverPlugin({ name: 'security-headers' }, (fastify) => {
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
});
