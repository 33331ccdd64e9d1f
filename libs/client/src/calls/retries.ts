import { ApiError, UnreachableError } from '../errors.js';
import { jittered } from './pause.js';

/** The pause after a first failure; it doubles with each further one up to the longest. */
const FIRST_MS = 250;
const LONGEST_MS = 8_000;
/** A client that would have to wait longer decides by itself. */
const LONGEST_ASKED_MS = 30_000;
const PASSING = [429, 502, 503, 504];
const KEY_IN_USE = 'idempotency_key_in_use';

/**
 * How long to wait before a repeatable call is sent again.
 *
 * @param failures how often it has failed, this one included
 * @returns milliseconds; `undefined` if another try would not help
 */
export function pauseAfter(error: unknown, failures: number): number | undefined {
  if (!isPassing(error)) return undefined;
  const own = jittered(Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS));
  const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  return asked > LONGEST_ASKED_MS ? undefined : asked + own;
}

/** Whether a failure may be over soon. */
function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  if (!(error instanceof ApiError)) return false;
  const code: string = error.code;
  return PASSING.includes(error.status) || code === KEY_IN_USE;
}
