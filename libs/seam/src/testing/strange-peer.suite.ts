import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { ServiceError } from '#glue/errors';
import { axiosOptions } from '#glue/http-client';
import { problemType } from '#glue/product';
import { type Behaviour, type FakePeer, openFakePeer } from '../../../../test/support/fake-peer.js';
import type { Call, Contract } from '../contract/contract.js';
import { httpClient } from '../http-client/http-client.js';
import { connect } from '../peer/connect.js';

type Response = Parameters<Behaviour>[1];
type Ask = (input: unknown, options?: { budgetMs: number }) => Promise<unknown>;

/** Of calls that end for another reason than time, also on a busy machine. */
export const PATIENT_MS = 10_000;

const TOKENS = { token: () => 'token' };

/** A server at the address of a provider, and clients that ask it. */
export class StrangePeer {
  private constructor(
    private readonly contract: Contract,
    private readonly peer: FakePeer,
  ) {}

  static async open(contract: Contract): Promise<StrangePeer> {
    return new StrangePeer(contract, await openFakePeer());
  }

  /** The headers of the requests since the last change of its behaviour. */
  get requests() {
    return this.peer.calls.map(({ headers }) => headers);
  }

  behave(behaviour: Behaviour): void {
    this.peer.calls.length = 0;
    this.peer.behave(behaviour);
  }

  /** Asks by a client of its own, as failures open the circuit of a client. */
  asker({ name }: Call, budgetMs = PATIENT_MS): Ask {
    const { url } = this.peer;
    const http = new HttpService(axios.create(axiosOptions(url) as object));
    const peer = connect(this.contract, http, { url, budgetMs, tokens: TOKENS });
    const ask = (httpClient(this.contract, peer) as Record<string, Ask>)[name]!;
    // Also for a call that waits longer.
    return (input) => ask(input, { budgetMs });
  }

  close(): Promise<void> {
    return this.peer.close();
  }
}

/** The body of a response with one output. */
export function bodyOf(call: Call, output: unknown, more: object = {}): object {
  const result = { output, ...more };
  return call.batch === undefined ? result : { results: [result], ...more };
}

export function answer(response: Response, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The body of an error. */
export function problemOf(status: number, code: string) {
  return { type: problemType(code), status, code, detail: `about ${code}` };
}

export function answerProblem(response: Response, status: number, code: string): void {
  answer(response, status, problemOf(status, code));
}

/** The error that a call rejects with. */
export async function errorOf(asked: Promise<unknown>): Promise<ServiceError> {
  const error: unknown = await asked.then(
    () => new Error('it has a result'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ServiceError) return error;
  throw error;
}
