import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { validationFailed } from '#glue/fields';
import type { IncomingCall } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';
import { BUDGET_HEADER, KEY_HEADER } from '../contract/wire.js';

const budget = z.coerce.number().int().min(1).max(3_600_000).optional();
const key = z.string();

/** Of Fastify, or pretended. */
interface Reply {
  raw: { once(event: 'close', listener: () => void): unknown; writableFinished: boolean };
}

/**
 * What a request says of its call. Its signal is aborted when the caller's time is over, or when the
 * caller has closed the connection.
 *
 * @throws ServiceError `validation_failed` for a header that is missing or invalid
 */
export function incomingCall(
  call: Call,
  caller: string,
  headers: IncomingHttpHeaders,
  reply: Reply,
): IncomingCall {
  const budgetMs = read(budget, BUDGET_HEADER, headers);
  const incoming = { caller, signal: signalOf(reply, budgetMs) };
  if (call.kind === 'query') return incoming;
  return { ...incoming, idempotencyKey: read(key, KEY_HEADER, headers) };
}

function read<T>(schema: z.ZodType<T>, header: string, headers: IncomingHttpHeaders): T {
  const result = schema.safeParse(headers[header]);
  if (result.success) return result.data;
  throw validationFailed(result.error.issues.map(({ message }) => ({ message, path: [header] })));
}

function signalOf({ raw }: Reply, budgetMs: number | undefined): AbortSignal {
  const gone = new AbortController();
  const expire = () => gone.abort(new Error('the time of the caller is over'));
  const timer = budgetMs === undefined ? undefined : setTimeout(expire, budgetMs);
  raw.once('close', () => {
    clearTimeout(timer);
    if (!raw.writableFinished) gone.abort(new Error('the caller has closed the connection'));
  });
  return gone.signal;
}
