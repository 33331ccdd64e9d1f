import { z } from 'zod';
import { assertKey, newIdempotencyKey } from '../commands/idempotency-key.js';
import type { Call } from '../contract/contract.js';
import { KEY_HEADER, pathOf } from '../contract/wire.js';
import { limitsOf, type Peer } from '../peer/peer.js';

/** Sends a call with its encoded input; resolves to the decoded output. */
export type Send = (
  input: unknown,
  options: { signal?: AbortSignal | undefined; budgetMs?: number; idempotencyKey?: string },
) => Promise<unknown>;

/** `output` is missing if it is `undefined`, which JSON does not have. */
const answer = z.object({ output: z.unknown().optional() });

/** Sends each call in a request of its own. */
export function singleCall(call: Call, peer: Peer): Send {
  const limits = limitsOf(call, peer);
  const decode = (json: unknown) => call.crossing.output.decode(answer.parse(json).output);
  return (input, { idempotencyKey, signal, budgetMs = limits.budgetMs }) => {
    // Made once per call, and so kept over the retry.
    const headers = call.kind === 'command' ? keyHeader(idempotencyKey ?? newIdempotencyKey()) : {};
    const request = { path: pathOf(call.contract, call.name), body: { input }, headers, decode };
    const within = { ...limits, budgetMs: Math.min(limits.budgetMs, budgetMs) };
    return peer.transport.send(request, within, signal);
  };
}

/** A client of HTTP refuses or changes some texts, which would look like a failure of the provider. */
function keyHeader(key: string): Record<string, string> {
  assertKey(key);
  return { [KEY_HEADER]: key };
}
