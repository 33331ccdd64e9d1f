// An upper bound, not a peer: Fastify returns the same 20 items to every client.
import Fastify from 'fastify';
import { listSchema } from './schemas.js';
import { serve } from './serve.js';

const item = (i: number) => ({ id: i, title: `item ${i}`, status: i % 3 ? 'PENDING' : 'DONE' });
const items = Array.from({ length: 20 }, (_, i) => item(i + 1));
const answer = {
  pending: items.filter(({ status }) => status === 'PENDING'),
  done: items.filter(({ status }) => status === 'DONE'),
};

const app = Fastify();
app.get('/api/v1/get/all', { schema: listSchema }, async () => answer);
app.get('/readyz', async () => 'ok');
await serve(app);
