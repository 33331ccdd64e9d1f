import type { HttpService } from '@nestjs/axios';
import { outgoingHeaders } from '#glue/http';
import type { Policy } from '#glue/resilience';
import { assertBodyFits } from '../contract/assert-body-fits.js';
import type { Outages } from '../contract/outages.js';
import { BUDGET_HEADER } from '../contract/wire.js';
import { mapAxiosError, toServiceError } from './map-axios-error.js';
import type { Answer, AnswerReader } from './read-answer.js';

/** A request to a peer. */
export interface PeerRequest<T> {
  path: string;
  body: unknown;
  headers: Record<string, string>;
  /** Reads the JSON of a successful response; throws ZodError if it is another. */
  decode: (json: unknown) => T;
}

/** The limits of a request. */
export interface Limits {
  /** The time that `policy` allows, in milliseconds. The provider gets what is left of it. */
  readonly budgetMs: number;
  readonly policy: Policy;
}

/** Sends requests to the provider of a contract. */
export class Transport {
  /** How far the clock of the server is ahead of ours, in ms, by the `Date` of its last response. */
  aheadMs = 0;

  constructor(
    private readonly http: HttpService,
    /** The token of this context for the provider. */
    private readonly token: () => Promise<string> | string,
    private readonly reader: AnswerReader,
    private readonly outages: Outages,
  ) {}

  /**
   * The provider's response, within limits.
   *
   * @throws ServiceError the error that the provider returned; `<context>_unavailable` if it does not
   * answer in time; `<context>_answer_invalid` if the server is another one; the reason of `signal`
   */
  async send<T>(
    request: PeerRequest<T>,
    { policy, budgetMs }: Limits,
    signal?: AbortSignal,
  ): Promise<T> {
    const data = JSON.stringify(request.body);
    assertBodyFits(data);
    const deadline = performance.now() + budgetMs;
    let answer: Answer<T>;
    try {
      answer = await policy.execute(
        (context) => this.attempt({ ...request, data }, deadline, context.signal),
        signal,
      );
    } catch (error) {
      throw signal?.aborted ? signal.reason : toServiceError(error, this.outages);
    }
    if ('refusal' in answer) throw answer.refusal;
    return answer.value;
  }

  private async attempt<T>(
    { path, data, headers, decode }: PeerRequest<T> & { data: string },
    deadline: number,
    signal: AbortSignal,
  ): Promise<Answer<T>> {
    try {
      const response = await this.http.axiosRef.request<string>({
        method: 'POST',
        url: path,
        headers: {
          ...outgoingHeaders(),
          ...headers,
          'content-type': 'application/json',
          [BUDGET_HEADER]: String(Math.max(1, Math.floor(deadline - performance.now()))),
          authorization: `Bearer ${await this.token()}`,
        },
        data,
        signal,
      });
      this.aheadMs = Date.parse(String(response.headers['date'])) - Date.now() || 0;
      return this.reader.read(response, decode);
    } catch (error) {
      throw mapAxiosError(error, signal, this.outages);
    }
  }
}
