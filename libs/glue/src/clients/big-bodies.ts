import { Transform, type TransformCallback } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import { commonErrors, ServiceError } from '../errors/index.js';
import { addressGroup, clientAddress, serverPlugin } from '../http/index.js';

const MB = 1024 * 1024;
const RETRY_AFTER_SECONDS = 1;

/** Bytes of such bodies. */
export interface BigBodyLimits {
  /** Of one body that are not counted: as many as other routes accept. */
  free: number;
  /** In a process. */
  total: number;
  /** Of one client address. */
  perAddress: number;
}

/** Parsed, JSON takes up to 21 times as much memory: a million `{},` were measured. */
const LIMITS: BigBodyLimits = { free: 64 * 1024, total: 8 * MB, perAddress: 2 * MB };

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyLimit?: number;
  }
}

/** For routes with bodies of up to `bytes`, instead of 64 KiB. */
export const BodyLimit = (bytes: number): MethodDecorator => RouteConfig({ bodyLimit: bytes });

/**
 * Limits the memory of bodies of routes with a {@link BodyLimit}, until their requests are answered: they arrive before
 * their clients are known. Bytes count when they have arrived. One that has too many gets 503 `too_busy`.
 */
export const limitBigBodies = serverPlugin<{ limits?: BigBodyLimits }>(
  { name: 'big-bodies' },
  (fastify, { limits = LIMITS }) => {
    const bodies = new BigBodies(limits);
    const limit: preParsingHookHandler = (request, reply, payload, done) => {
      // It has disconnected: `close` has been emitted already. Or it is too large, and not read.
      if (reply.raw.destroyed || isTooLarge(request)) return done(null, payload);
      const body = new CountedBody(bodies, addressGroup(clientAddress(request)));
      reply.raw.once('close', () => body.forget());
      payload.once('error', (error) => body.destroy(error));
      body.on('error', () => undefined); // Fastify does not listen any more when it has refused the body
      done(null, payload.pipe(body));
    };
    fastify.addHook('onRoute', (route) => {
      if (!route.config?.bodyLimit) return;
      route.bodyLimit = route.config.bodyLimit;
      route.preParsing = [limit, ...[route.preParsing ?? []].flat()];
    });
  },
);

/** The bytes that count. */
class BigBodies {
  /** An address without such a body takes no memory. */
  private readonly byAddress = new Map<string, number>();
  private total = 0;

  constructor(readonly limits: BigBodyLimits) {}

  hasRoom(address: string, bytes: number): boolean {
    const { total, perAddress } = this.limits;
    return this.total + bytes <= total && (this.byAddress.get(address) ?? 0) + bytes <= perAddress;
  }

  count(address: string, bytes: number): void {
    this.total += bytes;
    const sum = (this.byAddress.get(address) ?? 0) + bytes;
    if (sum > 0) this.byAddress.set(address, sum);
    else this.byAddress.delete(address);
  }
}

/** A body, whose bytes count as they arrive. */
class CountedBody extends Transform {
  private received = 0;
  private counted = 0;
  private isForgotten = false;

  constructor(
    private readonly bodies: BigBodies,
    private readonly address: string,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.isForgotten) return done();
    this.received += chunk.length;
    const more = Math.max(0, this.received - this.bodies.limits.free) - this.counted;
    if (!this.bodies.hasRoom(this.address, more)) return done(tooMany());
    this.bodies.count(this.address, more);
    this.counted += more;
    done(null, chunk);
  }

  /** When the request is answered. */
  forget(): void {
    this.bodies.count(this.address, -this.counted);
    this.counted = 0;
    this.isForgotten = true;
  }
}

function isTooLarge({ headers, routeOptions: { bodyLimit } }: FastifyRequest): boolean {
  return Number(headers['content-length'] ?? 0) > bodyLimit;
}

/** With the status, because Fastify takes errors of a body for 400 otherwise. */
function tooMany(): ServiceError {
  const { too_busy } = commonErrors;
  const error = new ServiceError(too_busy, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  return Object.assign(error, { statusCode: too_busy.status });
}
