import { cached, inChunks, shared } from '#glue/batch';
import { commonErrors, isServiceError } from '#glue/errors';
import { timedCall } from '#glue/metrics';
import { withinLimits } from '#glue/resilience';
import type { CallOptions, ClientOf, CommandOptions } from '../contract/client-of.js';
import type { Call, Contract } from '../contract/contract.js';
import { validInput } from '#glue/fields';
import { batchedCall } from './batched-call.js';
import type { Peer } from '../peer/peer.js';
import { type Send, singleCall } from './single-call.js';

/** The client of a contract whose provider is another process. */
export function httpClient<C extends Contract>(contract: C, peer: Peer): ClientOf<C> {
  const calls = Object.values(contract.calls).map((call) => {
    const send = sendOf(call, peer);
    const cross = timedCall(peer.metrics, call, 'http', peer.reader.known.keys());
    const ask = (input: unknown, options: CallOptions & CommandOptions = {}) =>
      cross(ask, input, async () => {
        const encoded = validInput(call.crossing.input.encode, input);
        return withinLimits(options, peer.outages.late, (signal) =>
          send(encoded, { ...options, signal }).catch(accepted(peer)),
        );
      });
    return [call.name, ask];
  });
  return Object.fromEntries(calls) as ClientOf<C>;
}

/** A provider answers callers that it does not accept as at an address without a route. */
function accepted({ outages }: Peer) {
  return (error: unknown) => {
    if (!isServiceError(error, commonErrors.not_found)) throw error;
    throw outages.unavailable('it has no such call, or does not accept this process: see /readyz');
  };
}

function sendOf(call: Call, peer: Peer): Send {
  const send =
    call.batch === undefined ? singleCall(call, peer) : batchedCall(call, call.batch, peer);
  const { chunk, cacheMs, crossing } = call;
  const { copy } = crossing.output;
  const once = call.share ? shared(send, copy) : send;
  const whole = chunk === undefined ? once : inChunks(once, chunk);
  const encode = (encoded: unknown) => encoded;
  return cacheMs === undefined ? whole : cached(whole, { ms: cacheMs, encode, copy });
}
