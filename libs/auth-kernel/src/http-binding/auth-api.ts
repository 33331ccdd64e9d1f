import type { HttpService } from '@nestjs/axios';
import { Logger } from '@nestjs/common';
import type { IPolicy } from 'cockatiel';
import type { z } from 'zod';
import type { ServiceError } from '#glue/errors';
import { outgoingHeaders } from '#glue/http';
import { reasonOf, toPeerFault, toServiceError } from './failures.js';
import { type Outcome, readAnswer } from './read-answer.js';
import { SingleFlight } from './single-flight.js';

/** A call of auth. All of them only read, so each may be repeated and shared. */
export interface AuthCall<T> {
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  /** What the answer must look like. */
  answer: z.ZodType<T>;
}

/** Calls auth over HTTP, within a budget, and without making an outage worse. */
export class AuthApi {
  private readonly logger = new Logger(AuthApi.name);
  private readonly flights = new SingleFlight();

  /** @param logFailures whether each one is worth a line, as nobody else tells of them */
  constructor(
    private readonly http: HttpService,
    /** Where auth is, for the log. */
    private readonly url: string,
    private readonly policy: IPolicy,
    private readonly logFailures = true,
  ) {}

  /**
   * The answer of auth.
   *
   * @throws ServiceError what auth says; `auth_unavailable` if it says nothing in
   * time; `auth_answer_invalid` if what answers there is not auth.
   */
  call<T>(call: AuthCall<T>): Promise<T> {
    const { path, headers, body } = call;
    const key = JSON.stringify([path, headers, body]);
    return this.flights.share(key, () => this.callOnce(call));
  }

  private async callOnce<T>(call: AuthCall<T>): Promise<T> {
    let outcome: Outcome<T>;
    try {
      outcome = await this.policy.execute(({ signal }) => this.attempt(call, signal));
    } catch (error) {
      throw this.explain(error);
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

  private explain(error: unknown): ServiceError {
    const fault = toServiceError(error);
    const reason = reasonOf(fault);
    const line = `auth at ${this.url}: ${reason}. Check AUTH_API_URL and that auth is up.`;
    if (this.logFailures) this.logger.warn(line);
    return fault;
  }
}
