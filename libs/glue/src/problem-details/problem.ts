import { z } from 'zod';
import {
  commonErrors,
  type ErrorDefinition,
  type ErrorTable,
  invalidField,
  ServiceError,
} from '../errors/index.js';
import { problemType } from '../product/index.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An invalid field, as clients get it. */
export const invalidFieldSchema = z.object({
  path: z.string().meta({ description: 'The names down to the field, with dots' }),
  message: z.string(),
  pointer: z.string().meta({
    description: 'The JSON pointer (RFC 6901) of a field of the body, or the name of a parameter',
    example: '/due/time_zone',
  }),
  detail: z.string().meta({ description: 'A sentence for people' }),
});

/**
 * The schema of an error for clients (RFC 9457), with the codes of an app: `code` identifies the
 * error, `detail` explains this occurrence.
 */
export function problemSchema(errors: ErrorTable) {
  return z
    .object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      code: z.enum(Object.keys(errors)),
      request_id: z.string(),
      scope: z.string().optional(),
      challenge: z.string().optional(),
      current: z.looseObject({}).optional(),
      operation: z.int().min(0).optional(),
      errors: z.array(invalidFieldSchema).optional(),
    })
    .describe('An error (RFC 9457)');
}

type Problem = z.output<ReturnType<typeof problemSchema>>;

/** The errors of Nest and Fastify, by status; any other 4xx is `refused`. */
const BY_STATUS: Record<number, ErrorDefinition> = {
  400: commonErrors.malformed_request,
  404: commonErrors.not_found,
  408: commonErrors.request_timeout,
  413: commonErrors.body_too_large,
  414: commonErrors.uri_too_long,
  415: commonErrors.unsupported_media_type,
  429: commonErrors.too_many_requests,
  431: commonErrors.headers_too_large,
};

/** Any error as a `ServiceError`; an unknown error becomes `internal` and reveals nothing. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const { statusCode, getStatus } = (error ?? {}) as {
    statusCode?: number;
    getStatus?: () => number;
  };
  const status = getStatus?.call(error) ?? statusCode ?? 500;
  if (!(status >= 400 && status < 500))
    return new ServiceError(commonErrors.internal, { cause: error });
  return new ServiceError(BY_STATUS[status] ?? commonErrors.refused, { status, cause: error });
}

export function toProblem(error: ServiceError, requestId: string): Problem {
  return {
    type: problemType(error.code),
    title: error.title,
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.scope && { scope: error.scope }),
    ...(error.continuation && { challenge: error.continuation }),
    ...(error.current && { current: { ...error.current } }),
    ...(error.operation !== undefined && { operation: error.operation }),
    ...(error.details && { errors: error.details.map(invalidField) }),
  };
}
