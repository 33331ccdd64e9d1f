import { type AxiosError, isAxiosError } from 'axios';
import { isBrokenCircuitError, isBulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import { commonErrors, ServiceError } from '#glue/errors';
import type { Outages } from '../contract/outages.js';
import { PeerFailure } from '../resilience/peer-failure.js';

/** Node's codes for a connection that failed, or broke before the response. */
const CONNECTION_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Node's codes for a certificate that is not trusted, expired, or of another host. */
const CERTIFICATE_CODES = /CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

/** Maps errors of Axios to {@link PeerFailure}; others are unchanged. */
export function mapAxiosError(error: unknown, signal: AbortSignal, outages: Outages): unknown {
  if (!isAxiosError(error)) return error;
  // ECONNABORTED is the time limit of axios, which equals the call budget.
  if (signal.aborted || error.code === 'ECONNABORTED') {
    return new PeerFailure(outages.unavailable('no answer in time', error), false);
  }
  if (isConnectionLost(error)) {
    const reason = `no connection: ${error.message || error.code}`;
    return new PeerFailure(outages.unavailable(reason, error), true);
  }
  if (CERTIFICATE_CODES.test(error.code ?? '')) {
    const reason = `the certificate of the server is not accepted: ${error.message}`;
    return new PeerFailure(outages.unavailable(reason, error), false);
  }
  return new PeerFailure(outages.answerInvalid(error.message, error), false);
}

/** Axios has no code for a connection that is lost during the response. */
function isConnectionLost({ code = '', message }: AxiosError): boolean {
  return CONNECTION_CODES.test(code) || (code === 'ERR_BAD_RESPONSE' && /aborted/.test(message));
}

/** The error that the caller gets, for what the policies of a call throw. */
export function toServiceError(error: unknown, outages: Outages): ServiceError {
  if (error instanceof PeerFailure) return error.error;
  // Not isTaskCancelledError(): in cockatiel 3.2.1 it checks the mark of another error.
  if (error instanceof TaskCancelledError) return outages.unavailable('no answer in time', error);
  if (isBrokenCircuitError(error)) return outages.unavailable('circuit open', error);
  if (isBulkheadRejectedError(error)) return outages.unavailable('too many calls at once', error);
  return new ServiceError(commonErrors.internal, { cause: error });
}
