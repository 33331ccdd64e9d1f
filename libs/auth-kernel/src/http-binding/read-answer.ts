import type { AxiosResponse } from 'axios';
import type { z } from 'zod';
import type { ServiceError } from '#glue/errors';
import { problemAnswer } from './auth-api.schemas.js';
import { errorOfAuth, invalidAnswer, isErrorOfAuth, unavailable } from './error-of-auth.js';
import { PeerFailure } from './peer-failure.js';

/** The result of a call that auth answered: a value or a refusal. */
export type Outcome<T> = { value: T } | { refusal: ServiceError };

const GATEWAY_FAILURES = new Set([502, 503, 504]);

/**
 * Converts the response of auth to the result of the in-process binding.
 * @throws PeerFailure if auth fails, or if the response is not auth's.
 */
export function readAnswer<T>(response: AxiosResponse<string>, schema: z.ZodType<T>): Outcome<T> {
  const { status } = response;
  if (status >= 200 && status < 300) return { value: readValue(response, schema) };
  const error = readProblem(response);
  if (GATEWAY_FAILURES.has(status)) {
    throw new PeerFailure(error ?? unavailable(`status ${status}`), true);
  }
  if (!error) throw new PeerFailure(invalidAnswer(`status ${status} without a problem`), false);
  if (status >= 500) throw new PeerFailure(error, false);
  return { refusal: error };
}

function readValue<T>({ data }: AxiosResponse<string>, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(data));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new PeerFailure(invalidAnswer(`${path.join('.') || 'body'}: ${message}`), false);
}

function readProblem({ status, data, headers }: AxiosResponse<string>): ServiceError | undefined {
  const result = problemAnswer.safeParse(parseJson(data));
  if (!result.success) return undefined;
  const { type, code, detail, errors } = result.data;
  if (!isErrorOfAuth(code, status, type)) return undefined;
  const retryAfterSeconds = Number(headers['retry-after']);
  return errorOfAuth(code, status, {
    ...(detail !== undefined && { message: detail }),
    ...(errors && { details: errors }),
    ...(retryAfterSeconds > 0 && { retryAfterSeconds }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
