import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import { commonErrors, ServiceError } from '../errors/index.js';
import { addressGroup, clientAddress, serverPlugin } from '../http/index.js';

const MB = 1024 * 1024;
const RETRY_AFTER_SECONDS = 1;

/** The bytes of such bodies in a process, and of one client address. */
export interface BigBodyLimits {
  total: number;
  perAddress: number;
}

const LIMITS: BigBodyLimits = { total: 64 * MB, perAddress: 16 * MB };

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyLimit?: number;
  }
}

/** For routes with bodies of up to `bytes`, instead of 64 KiB. */
export const BodyLimit = (bytes: number): MethodDecorator => RouteConfig({ bodyLimit: bytes });

/**
 * Limits the memory of bodies of routes with a {@link BodyLimit}, until their requests are answered: they arrive before
 * their clients are known. A request beyond it gets 503 `too_busy`, before its body is read.
 */
export const limitBigBodies = serverPlugin<{ limits?: BigBodyLimits }>(
  { name: 'big-bodies' },
  (fastify, { limits = LIMITS }) => {
    /** An address without such a body takes no memory. */
    const byAddress = new Map<string, number>();
    let total = 0;
    const count = (address: string, size: number) => {
      total += size;
      const sum = (byAddress.get(address) ?? 0) + size;
      if (sum > 0) byAddress.set(address, sum);
      else byAddress.delete(address);
    };
    const limit: preParsingHookHandler = (request, reply, payload, done) => {
      const [size, address] = [sizeOf(request), addressGroup(clientAddress(request))];
      // It has disconnected: `close` has been emitted already.
      if (size === 0 || reply.raw.destroyed) return done(null, payload);
      const isFull = (byAddress.get(address) ?? 0) + size > limits.perAddress;
      if (isFull || total + size > limits.total) return done(tooMany());
      count(address, size);
      reply.raw.once('close', () => count(address, -size));
      done(null, payload);
    };
    fastify.addHook('onRoute', (route) => {
      if (!route.config?.bodyLimit) return;
      route.bodyLimit = route.config.bodyLimit;
      route.preParsing = [limit, ...[route.preParsing ?? []].flat()];
    });
  },
);

/** What a body may take: all that its route allows, if it does not say its length. One that is too large is not read. */
function sizeOf({ headers, routeOptions: { bodyLimit } }: FastifyRequest): number {
  const length = Number(headers['content-length'] ?? bodyLimit);
  return length > bodyLimit ? 0 : length;
}

function tooMany(): ServiceError {
  return new ServiceError(commonErrors.too_busy, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
