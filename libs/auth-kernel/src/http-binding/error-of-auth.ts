import {
  commonErrors,
  type ErrorDefinition,
  ServiceError,
  type ServiceErrorOptions,
} from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';

/** What auth may answer with, as far as this version knows. */
const KNOWN = new Map<string, ErrorDefinition>(
  Object.entries({ ...commonErrors, ...authKernelErrors }),
);

/**
 * The error that auth names. A code that is not known here is one of a later version: it keeps
 * its class, and what auth says about it.
 */
export function errorOfAuth(
  code: string,
  status: number,
  options: ServiceErrorOptions,
): ServiceError {
  const known = KNOWN.get(code);
  if (known) {
    return new ServiceError(known, { ...options, ...(isRefused(known) && { status }) });
  }
  if (status >= 500) return unavailable(`error ${code}, status ${status}`);
  if (status === 401) return new ServiceError(authKernelErrors.unauthenticated, options);
  return new ServiceError(commonErrors.refused, { ...options, status });
}

/** Whether auth may have said so. A status and a code that do not go together are of some proxy in between. */
export function isErrorOfAuth(code: string, status: number, type?: string): boolean {
  const known = KNOWN.get(code);
  if (!known) return type === `urn:seam:error:${code}`;
  return isRefused(known) || known.status === status;
}

/** Its status is that of whoever refused. */
function isRefused({ code }: ErrorDefinition): boolean {
  return code === commonErrors.refused.code;
}

export function unavailable(reason: string, cause?: unknown): ServiceError {
  return new ServiceError(authKernelErrors.auth_unavailable, {
    cause: new Error(reason, { cause }),
  });
}

export function invalidAnswer(reason: string, cause?: unknown): ServiceError {
  return new ServiceError(authKernelErrors.auth_answer_invalid, {
    cause: new Error(reason, { cause }),
  });
}
