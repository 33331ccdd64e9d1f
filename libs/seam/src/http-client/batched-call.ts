import { z } from 'zod';
import { Batcher } from '#glue/batch';
import type { ServiceError } from '#glue/errors';
import type { Call } from '../contract/contract.js';
import { problem } from '#glue/problem-details';
import { pathOf } from '../contract/wire.js';
import type { Send } from './single-call.js';
import { limitsOf, type Peer } from '../peer/peer.js';

/** Requests of one batched call that run at the same time. */
const REQUESTS = 4;

/** One result per input, in order. */
const answer = z.object({
  results: z.array(z.object({ error: problem.optional(), output: z.unknown().optional() })),
});
type Result = { output: unknown } | { error: ServiceError };

/**
 * Sends calls that arrive while requests run in one request, because a request costs much more than
 * one call in it. An error belongs to its call alone, unless the request fails.
 */
export function batchedCall(call: Call, size: number, peer: Peer): Send {
  const limits = limitsOf(call, peer);
  const path = pathOf(call.contract, call.name);
  const sendAll = (inputs: readonly unknown[]) => {
    const decode = (json: unknown) => resultsOf(json, inputs, call, peer);
    return peer.transport.send({ path, body: { inputs }, headers: {}, decode }, limits);
  };
  const batcher = new Batcher<unknown, Result>(sendAll, {
    calls: REQUESTS,
    size,
    waitMs: limits.budgetMs,
    unavailable: peer.outages.unavailableError,
    observe: peer.metrics?.batch(call),
  });
  return async (input) => {
    const result = await batcher.load(input);
    if ('error' in result) throw result.error;
    return result.output;
  };
}

function resultsOf(json: unknown, inputs: readonly unknown[], call: Call, peer: Peer): Result[] {
  const { results } = answer.parse(json);
  if (results.length !== inputs.length) throw peer.reader.invalid('another number of results');
  return results.map(({ error, output }) => {
    if (error) return { error: peer.reader.errorOf(error, error.status ?? 500) };
    try {
      return { output: call.crossing.output.decode(output) };
    } catch (cause) {
      return { error: peer.outages.answerInvalid('an invalid result', cause) };
    }
  });
}
