/** Sends a call with its encoded input; resolves to the decoded output. */
export type Send = (
  input: unknown,
  options: { signal?: AbortSignal | undefined; budgetMs?: number; idempotencyKey?: string },
) => Promise<unknown>;
