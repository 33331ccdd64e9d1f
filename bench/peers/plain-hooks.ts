// A floor, not a peer: Fastify with what the product adds to every response, in plain hooks: its
// headers, an id, a context that all code finds, and listeners of the response.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { serve } from './serve.js';

const HEADERS = {
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
  'cache-control': 'no-store',
};
const storage = new AsyncLocalStorage<{ id: string }>();

const app = Fastify({ genReqId: () => randomUUID() });
app.addHook('onRequest', (request, reply, done) => {
  reply.header('x-request-id', request.id).headers(HEADERS);
  reply.raw.on('finish', () => undefined);
  reply.raw.on('close', () => undefined);
  storage.run({ id: request.id }, done);
});
app.get('/healthz', async () => ({ status: 'ok' }));
app.get('/readyz', async () => 'ok');
await serve(app);
