import { z } from 'zod';
import { ERROR_CATALOGUE, type ErrorCode, ServiceError } from '../errors/index.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An error as clients read it (RFC 9457); `code` tells errors apart, `detail` explains this one. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(ERROR_CATALOGUE) as [ErrorCode, ...ErrorCode[]]),
    request_id: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .describe('An error (RFC 9457)');

export type Problem = z.output<typeof problem>;

/** What Nest and Fastify refuse by themselves, by status; any other 4xx is `refused`. */
const CODES_BY_STATUS: Record<number, ErrorCode> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  404: 'not_found',
  408: 'request_timeout',
  413: 'body_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
};

/** Any error as a `ServiceError`; what nobody foresaw is `internal` and says nothing of itself. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const { statusCode, getStatus } = (error ?? {}) as {
    statusCode?: number;
    getStatus?: () => number;
  };
  const status = getStatus?.call(error) ?? statusCode ?? 500;
  if (!(status >= 400 && status < 500)) return new ServiceError('internal', { cause: error });
  return new ServiceError(CODES_BY_STATUS[status] ?? 'refused', { status, cause: error });
}

/** The body of the answer. */
export function toProblem(error: ServiceError, requestId: string): Problem {
  return {
    type: `urn:seam:error:${error.code}`,
    title: ERROR_CATALOGUE[error.code].message,
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.details && { errors: error.details }),
  };
}
