import type { FastifyInstance } from 'fastify';
import fp, { type PluginMetadata } from 'fastify-plugin';

/**
 * A plugin for a whole server: it applies to all routes. The server does not start if it is
 * registered before its `dependencies`.
 */
export function serverPlugin<Options extends object = object>(
  about: Pick<PluginMetadata, 'name' | 'dependencies'>,
  add: (fastify: FastifyInstance, options: Options) => void | Promise<void>,
) {
  return fp(async (fastify: FastifyInstance, options: Options) => add(fastify, options), about);
}
