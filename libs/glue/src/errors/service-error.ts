import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue.js';

/** One fault of a request: where it is (`name`, `lines.0.id`) and what is wrong with it. */
export interface ErrorDetail {
  path: string;
  message: string;
}

/** What a {@link ServiceError} may carry beyond its code. */
export interface ServiceErrorOptions {
  /** Replaces the catalogue's status, of `refused`: that of whoever refused the request. */
  status?: number;
  /** Replaces the catalogue's sentence. Goes to the client: no secrets, no SQL, no paths. */
  message?: string;
  details?: ErrorDetail[];
  /** Seconds after which the same request may succeed. Sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** What caused it; is logged, never sent. */
  cause?: unknown;
}

/**
 * The only error that the core of a context throws. It means the same in every
 * topology: the code survives the way over HTTP, the class does not.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly details?: ErrorDetail[];
  readonly retryAfterSeconds?: number;

  constructor(
    readonly code: ErrorCode,
    options: ServiceErrorOptions = {},
  ) {
    const { status, message } = ERROR_CATALOGUE[code];
    super(options.message ?? message, { cause: options.cause });
    this.status = options.status ?? status;
    if (options.details) this.details = options.details;
    if (options.retryAfterSeconds) this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
