import type { ServiceError } from '../errors/index.js';

/**
 * A failure of the peer, as opposed to a refusal: it counts towards opening the circuit. The caller
 * gets `error`.
 */
export class PeerFailure extends Error {
  override readonly name = 'PeerFailure';

  constructor(
    readonly error: ServiceError,
    /** Whether to retry: no connection, or 502, 503, 504. */
    readonly retryable: boolean,
  ) {
    super(error.message, { cause: error });
  }
}
