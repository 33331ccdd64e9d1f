import { serverPlugin } from '../http/index.js';
import type { Metrics } from './metrics.js';
import { sharedScrape } from './shared-scrape.js';

/** `/metrics`, at the internal address only. The code that exports them is loaded here. */
export const serveMetrics = serverPlugin<{ metrics: Metrics }>(
  { name: 'metrics', dependencies: ['internal-address', 'watched-routes'] },
  async (fastify, { metrics }) => {
    const { exposition } = await import('./prometheus.js');
    const { contentType, text } = exposition(metrics.all);
    const scrape = sharedScrape(text);
    fastify.route({
      method: ['GET', 'HEAD'],
      url: '/metrics',
      config: { internal: true },
      handler: async (_request, reply) => {
        const body = await scrape();
        return reply.header('cache-control', 'no-store').type(contentType).send(body);
      },
    });
  },
);
