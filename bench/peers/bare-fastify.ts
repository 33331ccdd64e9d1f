// A floor, not a peer: Fastify with one route, and nothing else.
import Fastify from 'fastify';
import { serve } from './serve.js';

const app = Fastify();
app.get('/healthz', async () => ({ status: 'ok' }));
app.get('/readyz', async () => 'ok');
await serve(app);
