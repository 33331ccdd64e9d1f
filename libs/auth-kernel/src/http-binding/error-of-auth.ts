import {
  commonErrors,
  type ErrorDefinition,
  ServiceError,
  type ServiceErrorOptions,
} from '#glue/errors';
import { problemType } from '#glue/product';
import { authKernelErrors } from '../auth-kernel.errors.js';

/** The error codes of auth that this version knows. */
const KNOWN = new Map<string, ErrorDefinition>(
  Object.entries({ ...commonErrors, ...authKernelErrors }),
);

/**
 * The error that auth returned. An unknown code is from a later version: it keeps its status class
 * and its message.
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

/** Whether auth can have returned this. A code with another status is from a proxy in between. */
export function isErrorOfAuth(code: string, status: number, type?: string): boolean {
  const known = KNOWN.get(code);
  if (!known) return type === problemType(code);
  return isRefused(known) || known.status === status;
}

/** The only code whose status differs. */
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
