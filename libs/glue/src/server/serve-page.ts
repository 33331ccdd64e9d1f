import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { commonErrors, ServiceError } from '../errors/index.js';
import { INTERNAL_PREFIX, serverPlugin } from '../http/index.js';
import type { Logger } from '../log/index.js';

const INDEX = 'index.html';
/** Their names contain a hash of their content: the content of a name never changes. */
const ASSETS = /[/\\]assets[/\\]/;
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** Addresses of the server; a name with a dot is a file that does not exist. */
const SERVER_PATHS = new RegExp(
  `^(?:api|docs|docs-json|${INTERNAL_PREFIX}|healthz|readyz|metrics|assets)(?:/|$)|\\.[^/]*$`,
);

/**
 * The content security policy of the page: its own scripts and its own server only; nothing inline,
 * no eval, no other origin, no framing.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export function isPage(folder: string): boolean {
  return existsSync(join(folder, INDEX));
}

interface PageOptions {
  folder: string;
  logger: Logger;
}

/**
 * Serves a built web page from its folder: assets are cached for a year, index.html is revalidated
 * each time, and addresses that only the page knows get index.html. The build has put compressed
 * files into the folder.
 */
export const servePage = serverPlugin<PageOptions>(
  { name: 'page', dependencies: ['watched-routes'] },
  async (fastify, { folder, logger }) => {
    if (!isPage(folder)) {
      logger.warn('no web page is served, because it is not built: run `npm run build`');
      return;
    }
    await fastify.register(fastifyStatic, {
      root: folder,
      // One route per existing file.
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', ASSETS.test(path) ? IMMUTABLE : REVALIDATE);
        reply.header('content-security-policy', PAGE_POLICY);
      },
    });
    const sendIndex = (request: FastifyRequest, reply: FastifyReply) => {
      const { '*': path } = request.params as { '*': string };
      if (SERVER_PATHS.test(path)) throw new ServiceError(commonErrors.not_found);
      return reply.sendFile(INDEX);
    };
    const method: HTTPMethods[] = ['GET', 'HEAD'];
    fastify.route({ method, url: '/*', handler: sendIndex });
    // A known path, so that other methods are refused there like at files.
    fastify.route({ method, url: '/', handler: (_request, reply) => reply.sendFile(INDEX) });
  },
);
