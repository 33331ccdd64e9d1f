import { commonErrors, ServiceError } from '#glue/errors';
import { axiosFailure } from '#glue/http-client';
import { limitReason, PeerFailure } from '#glue/resilience';
import type { Outages } from '../contract/outages.js';

/** Maps errors of Axios to {@link PeerFailure}; others are unchanged. */
export function mapAxiosError(error: unknown, signal: AbortSignal, outages: Outages): unknown {
  const failure = axiosFailure(error, signal);
  if (!failure) return error;
  const { message, code } = error as Error & { code?: string };
  const reasons = {
    late: 'no answer in time',
    'no connection': `no connection: ${message || code}`,
    certificate: `the certificate of the server is not accepted: ${message}`,
  };
  return failure === 'invalid response'
    ? new PeerFailure(outages.answerInvalid(message, error), false)
    : new PeerFailure(outages.unavailable(reasons[failure], error), failure === 'no connection');
}

/** The error that the caller gets, for what the policies of a call throw. */
export function toServiceError(error: unknown, outages: Outages): ServiceError {
  if (error instanceof PeerFailure) return error.error;
  const reason = limitReason(error);
  if (reason) return outages.unavailable(reason, error);
  return new ServiceError(commonErrors.internal, { cause: error });
}
