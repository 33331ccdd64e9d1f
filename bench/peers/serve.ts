import type { FastifyInstance } from 'fastify';
import { settings } from './settings.js';

/** Listens until it receives a signal. */
export async function serve(app: FastifyInstance): Promise<void> {
  process.once('SIGTERM', () => void app.close());
  await app.listen({ port: settings.port, host: '127.0.0.1' });
}
