import type { ErrorDefinition } from './define-errors.js';

/** One invalid field of a request: its path (`name`, `lines.0.id`) and the error. */
export interface ErrorDetail {
  path: string;
  message: string;
  /** Its JSON pointer in the body, or the name of a parameter. By default, that of the path in the body. */
  pointer?: string;
}

export interface ServiceErrorOptions {
  /** Replaces the definition's status: `refused` keeps the status of the component that refused. */
  status?: number;
  /** Replaces the definition's message. Clients get it: no secrets, no SQL, no paths. */
  message?: string;
  details?: ErrorDetail[];
  /** The scope that the caller lacks (RFC 6750, 3). */
  scope?: string;
  /** What the client sends with its next step. Sent to it as `challenge`, and never logged. */
  continuation?: string;
  /** What the request would have changed, as it is. Sent to the client, and never logged. */
  current?: object;
  /** Which of several operations of the request was refused, from 0. */
  operation?: number;
  /** Seconds after which the same request may succeed. Sent as `Retry-After`. */
  retryAfterSeconds?: number;
  /** The cause; logged, never sent. */
  cause?: unknown;
}

/**
 * The only error that the core of a context throws. It means the same in every topology: over HTTP
 * the code is kept, the class is not.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;
  readonly details?: ErrorDetail[];
  readonly scope?: string;
  readonly retryAfterSeconds?: number;
  readonly operation?: number;
  /** Private, so that logs have the fields above only. */
  readonly #definition: ErrorDefinition;
  readonly #continuation: string | undefined;
  readonly #current: object | undefined;

  constructor(definition: ErrorDefinition, options: ServiceErrorOptions = {}) {
    super(options.message ?? definition.message, { cause: options.cause });
    this.#definition = definition;
    this.#continuation = options.continuation;
    this.#current = options.current;
    this.code = definition.code;
    this.status = options.status ?? definition.status;
    if (options.details) this.details = options.details;
    if (options.scope) this.scope = options.scope;
    if (options.retryAfterSeconds) this.retryAfterSeconds = options.retryAfterSeconds;
    if (options.operation !== undefined) this.operation = options.operation;
  }

  /** The meaning of its code, always the same sentence. */
  get title(): string {
    return this.#definition.message;
  }

  /** What the client sends with its next step: a secret. */
  get continuation(): string | undefined {
    return this.#continuation;
  }

  /** What the request would have changed, as it is. */
  get current(): object | undefined {
    return this.#current;
  }

  /**
   * The same error, of one of several operations of a request.
   *
   * @param index from 0
   * @param list the field of the body with the operations: invalid fields are below it
   */
  ofOperation(index: number, list: string): ServiceError {
    const { status, message, details, scope, continuation, current, retryAfterSeconds } = this;
    const below = details?.map(({ path, message }) => ({
      path: `${list}.${index}${path && '.'}${path}`,
      message,
    }));
    return new ServiceError(this.#definition, {
      ...{ status, message, operation: index, cause: this.cause },
      ...(below && { details: below }),
      ...(scope && { scope }),
      ...(continuation && { continuation }),
      ...(current && { current }),
      ...(retryAfterSeconds && { retryAfterSeconds }),
    });
  }

  /** How to authenticate: `WWW-Authenticate`. */
  get challenge(): string | undefined {
    return this.#definition.challenge;
  }
}

/** Whether something thrown is one of these errors; they are identified by code, never by class. */
export function isServiceError(
  error: unknown,
  ...definitions: readonly ErrorDefinition[]
): error is ServiceError {
  return error instanceof ServiceError && definitions.some(({ code }) => code === error.code);
}
