import { z } from 'zod';
import { ServiceError } from '#glue/errors';
import type { IncomingCall } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';
import { type ServedCall, serveCall } from '../provider/serve-call.js';

type RequestBody = { input?: unknown } | { inputs: unknown[] };

/** The body of a request: one input, or several if the call is batched. */
export function requestBody({ batch, chunk }: Call) {
  const json = z.unknown();
  if (batch !== undefined) return z.object({ inputs: z.array(json).max(batch) });
  if (chunk !== undefined) return z.object({ input: z.array(json).max(chunk) });
  return z.object({ input: json.optional() });
}

/** The body of the response: one output, or a result per input in order. */
export async function serveRequest(
  served: ServedCall,
  body: unknown,
  incoming: IncomingCall,
): Promise<object> {
  const { input, output } = served.call.crossing;
  const json = { input: input.decode, output: output.encode, sent: (value: unknown) => value };
  const given = body as RequestBody;
  const serve = (value: unknown) => serveCall(served, json, value, incoming);
  if (!('inputs' in given)) return { output: await serve(given.input) };
  const results = given.inputs.map((each) => serve(each).then(toOutput, toError));
  return { results: await Promise.all(results) };
}

function toOutput(output: unknown) {
  return { output };
}

function toError(error: unknown) {
  if (!(error instanceof ServiceError)) throw error;
  const { code, status, message, details, retryAfterSeconds } = error;
  return {
    error: { code, status, detail: message, errors: details, retry_after: retryAfterSeconds },
  };
}
