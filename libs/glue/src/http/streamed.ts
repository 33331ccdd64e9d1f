import { RouteConfig } from '@nestjs/platform-fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    streamed?: boolean;
  }
}

/**
 * For answers that stay open, and bound what they keep for a client that does not read. They count as in flight
 * until they begin, and have no time of their own.
 */
export const Streamed = (): MethodDecorator => RouteConfig({ streamed: true });
