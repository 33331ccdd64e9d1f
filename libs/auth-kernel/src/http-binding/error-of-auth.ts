import { ERROR_CATALOGUE, isErrorCode, ServiceError, type ServiceErrorOptions } from '#glue/errors';

/**
 * The error that auth names. A code that is not in the catalogue here is one of a later
 * version: it keeps its class, and what auth says about it.
 */
export function errorOfAuth(
  code: string,
  status: number,
  options: ServiceErrorOptions,
): ServiceError {
  if (isErrorCode(code))
    return new ServiceError(code, { ...options, ...(code === 'refused' && { status }) });
  if (status >= 500) return unavailable(`error ${code}, status ${status}`);
  if (status === 401) return new ServiceError('unauthenticated', options);
  return new ServiceError('refused', { ...options, status });
}

/** Whether auth may have said so. A status and a code that do not go together are of some proxy in between. */
export function isErrorOfAuth(code: string, status: number, type?: string): boolean {
  if (!isErrorCode(code)) return type === `urn:seam:error:${code}`;
  return code === 'refused' || ERROR_CATALOGUE[code].status === status;
}

export function unavailable(reason: string, cause?: unknown): ServiceError {
  return new ServiceError('auth_unavailable', { cause: new Error(reason, { cause }) });
}

export function invalidAnswer(reason: string, cause?: unknown): ServiceError {
  return new ServiceError('auth_answer_invalid', { cause: new Error(reason, { cause }) });
}
