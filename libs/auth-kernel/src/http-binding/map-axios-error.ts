import { type AxiosError, isAxiosError } from 'axios';
import { isBrokenCircuitError, isBulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import { commonErrors, ServiceError } from '#glue/errors';
import { invalidAnswer, unavailable } from './error-of-auth.js';
import { PeerFailure } from './peer-failure.js';

/** Node's codes for a connection that failed, or broke before the response. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Maps Axios errors to PeerFailure. */
export function mapAxiosError(error: unknown, signal: AbortSignal): unknown {
  if (!isAxiosError(error)) return error;
  // ECONNABORTED is the time limit of axios, which equals the call budget.
  if (signal.aborted || error.code === 'ECONNABORTED') {
    return new PeerFailure(unavailable('no answer in time', error), false);
  }
  if (isConnectionLost(error)) {
    return new PeerFailure(
      unavailable(`no connection: ${error.message || error.code}`, error),
      true,
    );
  }
  return new PeerFailure(invalidAnswer(error.message, error), false);
}

/** Axios has no code for a connection that is lost during the response. */
function isConnectionLost({ code = '', message }: AxiosError): boolean {
  return CONNECTION_CODES.test(code) || (code === 'ERR_BAD_RESPONSE' && /aborted/.test(message));
}

/** The error that the caller gets. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof PeerFailure) return error.error;
  // Not isTaskCancelledError(): in cockatiel 3.2.1 it checks the mark of another error.
  if (error instanceof TaskCancelledError) return unavailable('no answer in time', error);
  if (isBrokenCircuitError(error)) return unavailable('circuit open', error);
  if (isBulkheadRejectedError(error)) return unavailable('too many calls at once', error);
  return new ServiceError(commonErrors.internal, { cause: error });
}

/** The cause of an error, as text for the operator. */
export function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message : message;
}
