import { z } from 'zod';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
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
    const headers: Record<string, string> = {};
    // Made once per call, and so kept over the retry.
    if (call.kind === 'command') headers[KEY_HEADER] = idempotencyKey ?? newIdempotencyKey();
    const request = { path: pathOf(call.contract, call.name), body: { input }, headers, decode };
    const within = { ...limits, budgetMs: Math.min(limits.budgetMs, budgetMs) };
    return peer.transport.send(request, within, signal);
  };
}
