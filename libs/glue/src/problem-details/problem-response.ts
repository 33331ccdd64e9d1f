import { toProblem, toServiceError } from './problem.js';

/** The response of a server for an error, where there is no server. */
export function problemResponse(error: unknown, requestId: string) {
  const known = toServiceError(error);
  const { status, retryAfterSeconds } = known;
  const headers: Record<string, string> = retryAfterSeconds
    ? { 'retry-after': `${Math.ceil(retryAfterSeconds)}` }
    : {};
  return { status, headers, body: JSON.stringify(toProblem(known, requestId)) };
}
