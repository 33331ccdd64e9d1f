import type { AxiosResponse } from 'axios';
import { z } from 'zod';
import {
  commonErrors,
  type ErrorDefinition,
  ServiceError,
  type ServiceErrorOptions,
} from '#glue/errors';
import { problemType } from '#glue/product';
import type { Outages } from '../contract/outages.js';
import { type Problem, problem } from '#glue/problem-details';
import { PeerFailure } from '#glue/resilience';

/** The result of a call that the provider answered: a value or a refusal. */
export type Answer<T> = { value: T } | { refusal: ServiceError };

const GATEWAY_FAILURES = new Set([502, 503, 504]);

/** Converts responses of a provider to what the in-process client returns. */
export class AnswerReader {
  constructor(
    /** The errors of every contract and of this one, by code. */
    readonly known: ReadonlyMap<string, ErrorDefinition>,
    private readonly outages: Outages,
  ) {}

  /** @throws PeerFailure if the provider fails, or if the response is not the provider's. */
  read<T>(response: AxiosResponse<string>, decode: (json: unknown) => T): Answer<T> {
    const { status } = response;
    if (status >= 200 && status < 300) return { value: this.decode(response.data, decode) };
    const { error, isKnown } = this.problemOf(response) ?? {};
    // Of a later version: it says nothing of the provider's state.
    if (error && !isKnown) return { refusal: error };
    if (GATEWAY_FAILURES.has(status)) {
      throw new PeerFailure(error ?? this.outages.unavailable(`status ${status}`), true);
    }
    if (!error) throw this.invalid(`status ${status} without a problem`);
    if (status >= 500) throw new PeerFailure(error, false);
    return { refusal: error };
  }

  /**
   * The error that the provider returned. An unknown code is from a later version: it keeps its
   * status class and its message.
   */
  errorOf({ code, detail, errors, retry_after }: Problem, status: number): ServiceError {
    const options: ServiceErrorOptions = {
      ...(detail !== undefined && { message: detail }),
      ...(errors && { details: errors }),
      ...(retry_after !== undefined && { retryAfterSeconds: retry_after }),
    };
    const known = this.known.get(code);
    if (known) return new ServiceError(known, { ...options, ...(isRefused(known) && { status }) });
    if (status >= 500) return this.outages.unavailable(`error ${code}, status ${status}`);
    return new ServiceError(commonErrors.refused, { ...options, status });
  }

  /** The failure of a peer whose response makes no sense. */
  invalid(reason: string): PeerFailure {
    return new PeerFailure(this.outages.answerInvalid(reason), false);
  }

  private decode<T>(text: string, decode: (json: unknown) => T): T {
    try {
      return decode(parseJson(text));
    } catch (error) {
      if (!(error instanceof z.core.$ZodError)) throw error;
      const { path, message } = error.issues[0]!;
      throw this.invalid(`${path.join('.') || 'body'}: ${message}`);
    }
  }

  /** A code with another status is from a proxy in between. */
  private problemOf({ status, data, headers }: AxiosResponse<string>) {
    const result = problem.safeParse(parseJson(data));
    if (!result.success) return undefined;
    const { type, code } = result.data;
    const known = this.known.get(code);
    const isOurs = known ? isRefused(known) || known.status === status : type === problemType(code);
    if (!isOurs) return undefined;
    const retryAfter = Number(headers['retry-after']);
    const problemThen = { ...result.data, ...(retryAfter > 0 && { retry_after: retryAfter }) };
    return { error: this.errorOf(problemThen, status), isKnown: known !== undefined };
  }
}

/** The only code whose status differs. */
function isRefused({ code }: ErrorDefinition): boolean {
  return code === commonErrors.refused.code;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
