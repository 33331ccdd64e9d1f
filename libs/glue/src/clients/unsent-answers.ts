import { commonErrors, ServiceError } from '../errors/index.js';
import { addressGroup, clientAddress, serverPlugin } from '../http/index.js';
import { CountByKey } from './count-by-key.js';

/** Answers below it fit into the buffers of the kernel, and are not counted. */
const BIG_ANSWER = 64 * 1024;
/** At most, of a UTF-16 unit in UTF-8. */
const BYTES_PER_UNIT = 3;
const RETRY_AFTER_SECONDS = 5;

/** How much of what clients have not read yet a process holds. */
export interface UnsentLimits {
  /** Bytes in total. */
  total: number;
  /** Bytes per client address, so that one client cannot use up the total. */
  perAddress: number;
  /** A big answer is cut off if nothing of it was read between two looks in such an interval. */
  lookEveryMs: number;
  /** A big answer must be read whole by then. */
  readWithinMs: number;
}

export const UNSENT_LIMITS: UnsentLimits = {
  total: 64 * 1024 * 1024,
  perAddress: 16 * 1024 * 1024,
  lookEveryMs: 15_000,
  readWithinMs: 120_000,
};

/**
 * Bounds the memory of answers that clients do not read. A big answer beyond a limit becomes 503
 * `too_busy`: as with every 503, what the request was to change may have been changed.
 */
export const limitUnsentAnswers = serverPlugin<{ limits?: UnsentLimits }>(
  { name: 'unsent-answers' },
  (fastify, { limits = UNSENT_LIMITS }) => {
    const byAddress = new CountByKey();
    let total = 0;
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const size = sizeOf(payload);
      // Its client has gone: nothing is held for it, and `close` has been emitted already.
      if (size < BIG_ANSWER || reply.raw.destroyed) return done(null, payload);
      const group = addressGroup(clientAddress(request));
      if (byAddress.of(group) + size > limits.perAddress) return done(tooMany('to your address'));
      if (total + size > limits.total) return done(tooMany('to all clients'));
      total += size;
      byAddress.add(group, size);
      const late = setTimeout(() => reply.raw.destroy(), limits.readWithinMs).unref();
      // Node compares how much is left to write at each timeout, and sets its own time afterwards.
      request.raw.socket.setTimeout(limits.lookEveryMs);
      reply.raw.once('close', () => {
        clearTimeout(late);
        total -= size;
        byAddress.remove(group, size);
      });
      done(null, payload);
    });
  },
);

/** In bytes, which are counted only where a string may be big. */
function sizeOf(payload: unknown): number {
  if (Buffer.isBuffer(payload)) return payload.length;
  if (typeof payload !== 'string') return 0;
  const { length } = payload;
  return length * BYTES_PER_UNIT < BIG_ANSWER ? length : Buffer.byteLength(payload);
}

function tooMany(to: string): ServiceError {
  return new ServiceError(commonErrors.too_busy, {
    message: `Too many answers ${to} have not been read yet. Try again shortly.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
