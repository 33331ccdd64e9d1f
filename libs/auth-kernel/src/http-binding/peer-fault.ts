import type { ServiceError } from '#glue/errors';

/**
 * A failure of the peer, as opposed to an answer that we do not like: counts
 * towards opening the circuit, and `error` is what the caller gets in the end.
 */
export class PeerFault extends Error {
  override readonly name = 'PeerFault';

  constructor(
    readonly error: ServiceError,
    /** Whether trying once more makes sense: no connection, or 502, 503, 504. */
    readonly retryable: boolean,
  ) {
    super(error.message, { cause: error });
  }
}
