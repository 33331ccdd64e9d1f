import type { AxiosResponse } from 'axios';
import type { z } from 'zod';
import { ERROR_CATALOGUE, isErrorCode, ServiceError } from '#glue/errors';
import { problemAnswer } from './auth-api.schemas.js';
import { PeerFault } from './peer-fault.js';

/** What came of a call that auth answered: the value, or its refusal. */
export type Outcome<T> = { value: T } | { refusal: ServiceError };

const GATEWAY_FAILURES = new Set([502, 503, 504]);

/**
 * Makes of auth's answer what the in-process binding would have given.
 *
 * @throws PeerFault if auth is failing, or if this is no answer of auth's.
 */
export function readAnswer<T>(response: AxiosResponse<string>, schema: z.ZodType<T>): Outcome<T> {
  const { status } = response;
  if (status >= 200 && status < 300) return { value: readValue(response, schema) };
  const error = readProblem(response);
  if (GATEWAY_FAILURES.has(status)) {
    throw new PeerFault(error ?? unavailable(`status ${status}`), true);
  }
  if (!error) throw new PeerFault(invalidAnswer(`status ${status} without a problem`), false);
  if (status >= 500) throw new PeerFault(error, false);
  return { refusal: error };
}

export function unavailable(reason: string, cause?: unknown): ServiceError {
  return new ServiceError('auth_unavailable', { cause: new Error(reason, { cause }) });
}

export function invalidAnswer(reason: string, cause?: unknown): ServiceError {
  return new ServiceError('auth_answer_invalid', { cause: new Error(reason, { cause }) });
}

function readValue<T>({ data }: AxiosResponse<string>, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(data));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new PeerFault(invalidAnswer(`${path.join('.') || 'body'}: ${message}`), false);
}

/** A status and a code that do not go together are not auth's: some proxy is in between. */
function readProblem({ status, data }: AxiosResponse<string>): ServiceError | undefined {
  const result = problemAnswer.safeParse(parseJson(data));
  if (!result.success || !isErrorCode(result.data.code)) return undefined;
  const { code, detail, errors } = result.data;
  if (ERROR_CATALOGUE[code].status !== status) return undefined;
  return new ServiceError(code, {
    ...(detail !== undefined && { message: detail }),
    ...(errors && { details: errors }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
