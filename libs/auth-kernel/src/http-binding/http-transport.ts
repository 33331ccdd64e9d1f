import type { HttpService } from '@nestjs/axios';
import type { IPolicy } from 'cockatiel';
import type { z } from 'zod';
import { outgoingHeaders } from '#glue/http';
import { mapAxiosError, toServiceError } from './map-axios-error.js';
import { type Outcome, readAnswer } from './read-answer.js';

/** A call to auth. All calls are read-only, so each may be retried. */
export interface AuthCall<T> {
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  /** The schema of the response. */
  answer: z.ZodType<T>;
}

/** Calls auth over HTTP, within the call budget and behind the circuit breaker. */
export class HttpTransport {
  constructor(
    private readonly http: HttpService,
    private readonly policy: IPolicy,
  ) {}

  /**
   * Returns the response of auth.
   *
   * @throws ServiceError the error of auth; `auth_unavailable` if it does not answer in time; `auth_answer_invalid` if the server is not auth.
   */
  async call<T>(call: AuthCall<T>): Promise<T> {
    let outcome: Outcome<T>;
    try {
      outcome = await this.policy.execute(({ signal }) => this.attempt(call, signal));
    } catch (error) {
      throw toServiceError(error);
    }
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.value;
  }

  private async attempt<T>(call: AuthCall<T>, signal: AbortSignal): Promise<Outcome<T>> {
    try {
      const response = await this.http.axiosRef.request<string>({
        method: 'POST',
        url: call.path,
        headers: { ...outgoingHeaders(), ...call.headers },
        data: call.body,
        signal,
      });
      return readAnswer(response, call.answer);
    } catch (error) {
      throw mapAxiosError(error, signal);
    }
  }
}
