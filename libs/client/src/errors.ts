import type { ProblemBody } from './operation.types.js';

/** The code of an error; `unknown` if the answer was not one of the product, but of a proxy for example. */
export type ErrorCode = ProblemBody['code'] | 'unknown';

/** The server has answered with an error. Decide by `code`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    /** The body of the answer (RFC 9457); empty if it was not one of the product. */
    readonly problem: Partial<ProblemBody>,
    readonly headers: Headers,
  ) {
    super(problem.detail ?? `The server has answered ${status}.`);
  }

  get code(): ErrorCode {
    return this.problem.code ?? 'unknown';
  }

  /** When to try again, in milliseconds from now; `undefined` if the server does not say. */
  get retryAfterMs(): number | undefined {
    const text = this.headers.get('retry-after');
    if (!text) return undefined;
    const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
    return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
  }
}

/** There was no answer, or not all of it. `cause` is the reason. Whether the call had an effect is unknown. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
  }
}

/** The error in an answer. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = typeof body === 'object' && body !== null ? body : {};
  return new ApiError(response.status, problem, response.headers);
}
