import { type AxiosError, isAxiosError } from 'axios';
import { isBrokenCircuitError, isBulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import { commonErrors, ServiceError } from '#glue/errors';
import { invalidAnswer, unavailable } from './error-of-auth.js';
import { PeerFault } from './peer-fault.js';

/** Node's codes for a connection that could not be made or broke before the answer. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What axios says of a call that got no answer, or one that cannot be taken. */
export function toPeerFault(error: unknown, signal: AbortSignal): unknown {
  if (!isAxiosError(error)) return error;
  // ECONNABORTED is axios's own time limit, which is as long as the budget.
  if (signal.aborted || error.code === 'ECONNABORTED') {
    return new PeerFault(unavailable('no answer in time', error), false);
  }
  if (isConnectionLost(error)) {
    return new PeerFault(unavailable(`no connection: ${error.message || error.code}`, error), true);
  }
  return new PeerFault(invalidAnswer(error.message, error), false);
}

/** axios has no code of its own for a connection that is lost within the answer. */
function isConnectionLost({ code = '', message }: AxiosError): boolean {
  return CONNECTION_CODES.test(code) || (code === 'ERR_BAD_RESPONSE' && /aborted/.test(message));
}

/** What the caller is told in the end. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof PeerFault) return error.error;
  // Not isTaskCancelledError(): in cockatiel 3.2.1 it looks for another error's mark.
  if (error instanceof TaskCancelledError) return unavailable('no answer in time', error);
  if (isBrokenCircuitError(error)) return unavailable('calls are held back', error);
  if (isBulkheadRejectedError(error)) return unavailable('too many calls at once', error);
  return new ServiceError(commonErrors.internal, { cause: error });
}

/** What is behind an error, in words for the operator. */
export function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message : message;
}
