import type { HttpService } from '@nestjs/axios';
import type { IPolicy } from 'cockatiel';
import type { z } from 'zod';
import { outgoingHeaders } from '#glue/http';
import { toPeerFault, toServiceError } from './failures.js';
import { type Outcome, readAnswer } from './read-answer.js';

/** A call of auth. All of them only read, so each may be repeated. */
export interface AuthCall<T> {
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  /** What the answer must look like. */
  answer: z.ZodType<T>;
}

/** Calls auth over HTTP, within a budget, and without making an outage worse. */
export class AuthApi {
  constructor(
    private readonly http: HttpService,
    private readonly policy: IPolicy,
  ) {}

  /**
   * The answer of auth.
   *
   * @throws ServiceError what auth says; `auth_unavailable` if it says nothing in
   * time; `auth_answer_invalid` if what answers there is not auth.
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
      throw toPeerFault(error, signal);
    }
  }
}
