import { Readable } from 'node:stream';
import { commonErrors, ServiceError } from '../errors/index.js';
import { addressGroup, clientAddress, serverPlugin } from '../http/index.js';

/** Smaller responses fit into the buffers of the kernel, and are not counted. */
const BIG_ANSWER = 64 * 1024;
/**
 * What a stream of unknown length counts: a page of it in memory, which is read on when the client has read
 * what was sent. So one address has 16 at once: their work is after the turn of the request.
 */
const STREAM = 1024 * 1024;
/** The maximum bytes in UTF-8 per UTF-16 unit. */
const BYTES_PER_UNIT = 3;
const RETRY_AFTER_SECONDS = 5;

/** The limits of unread responses in a process. */
export interface UnsentLimits {
  total: number;
  /** Bytes per client address, so that one client cannot use up the total. */
  perAddress: number;
  /** A big response is aborted if nothing of it was read during such an interval. */
  checkEveryMs: number;
  readWithinMs: number;
}

export const UNSENT_LIMITS: UnsentLimits = {
  total: 64 * 1024 * 1024,
  perAddress: 16 * 1024 * 1024,
  checkEveryMs: 15_000,
  readWithinMs: 120_000,
};

/**
 * Limits the memory of responses that clients do not read. A big response beyond a limit becomes
 * 503 `too_busy`: as with every 503, the change may have been made.
 */
export const limitUnsentAnswers = serverPlugin<{ limits?: UnsentLimits }>(
  { name: 'unsent-answers' },
  (fastify, { limits = UNSENT_LIMITS }) => {
    /** An address without an unread response takes no memory. */
    const byAddress = new Map<string, number>();
    let total = 0;
    const count = (address: string, size: number) => {
      total += size;
      const sum = (byAddress.get(address) ?? 0) + size;
      if (sum > 0) byAddress.set(address, sum);
      else byAddress.delete(address);
    };
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const isStream = payload instanceof Readable && !reply.hasHeader('content-length');
      const size = isStream ? STREAM : sizeOf(payload);
      // Its client has disconnected: nothing is kept for it, and `close` has been emitted already.
      if (size < BIG_ANSWER || reply.raw.destroyed) return done(null, payload);
      if (request.routeOptions.config.streamed) return done(null, payload); // bounds itself
      const group = addressGroup(clientAddress(request));
      const unread = byAddress.get(group) ?? 0;
      if (unread + size > limits.perAddress) return done(tooMany('to your address'));
      if (total + size > limits.total) return done(tooMany('to all clients'));
      count(group, size);
      const late = setTimeout(() => reply.raw.destroy(), limits.readWithinMs).unref();
      // Node compares the unwritten bytes at each timeout, and sets its own timeout afterwards.
      request.raw.socket.setTimeout(limits.checkEveryMs);
      reply.raw.once('close', () => {
        clearTimeout(late);
        count(group, -size);
      });
      done(null, typeof payload === 'string' ? bytesOf(payload) : payload);
    });
  },
);

/** In bytes, which are counted only if the string may be big. */
function sizeOf(payload: unknown): number {
  if (Buffer.isBuffer(payload)) return payload.length;
  if (typeof payload !== 'string') return 0;
  const { length } = payload;
  return length * BYTES_PER_UNIT < BIG_ANSWER ? length : Buffer.byteLength(payload);
}

/**
 * Node joins a string with the headers and copies it to write it, and keeps all of this until it is
 * read: three times the memory, and garbage for V8 (docs/performance.md, "Memory").
 */
function bytesOf(payload: string): Buffer {
  return Buffer.from(payload);
}

function tooMany(to: string): ServiceError {
  return new ServiceError(commonErrors.too_busy, {
    message: `Too many responses ${to} have not been read yet. Try again shortly.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
