import { isBrokenCircuitError, isBulkheadRejectedError, TaskCancelledError } from 'cockatiel';

/** Which limit has ended a call, for the operator; `undefined` if none has. */
export function limitReason(error: unknown): string | undefined {
  // Not isTaskCancelledError(): in cockatiel 3.2.1 it checks the mark of another error.
  if (error instanceof TaskCancelledError) return 'no answer in time';
  if (isBrokenCircuitError(error)) return 'circuit open';
  return isBulkheadRejectedError(error) ? 'too many calls at once' : undefined;
}
