import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { validationFailed } from '#glue/fields';
import type { IncomingCall } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';
import { BUDGET_HEADER, KEY_HEADER } from '../contract/wire.js';
import { callerOf } from './caller.guard.js';

const budget = z.coerce.number().int().min(1).max(3_600_000).optional();
const key = z.string();

/**
 * What a request says of its call. Its signal is aborted when the caller's time is over, or when the
 * caller has closed the connection.
 *
 * @throws ServiceError `validation_failed` for a header that is missing or invalid
 */
export function incomingCall(
  call: Call,
  request: FastifyRequest,
  reply: FastifyReply,
): IncomingCall {
  const budgetMs = read(budget, BUDGET_HEADER, request);
  const incoming = { caller: callerOf(request), signal: signalOf(reply, budgetMs) };
  if (call.kind === 'query') return incoming;
  return { ...incoming, idempotencyKey: read(key, KEY_HEADER, request) };
}

function read<T>(schema: z.ZodType<T>, header: string, { headers }: FastifyRequest): T {
  const result = schema.safeParse(headers[header]);
  if (result.success) return result.data;
  throw validationFailed(result.error.issues.map(({ message }) => ({ message, path: [header] })));
}

function signalOf({ raw }: FastifyReply, budgetMs: number | undefined): AbortSignal {
  const gone = new AbortController();
  const expire = () => gone.abort(new Error('the time of the caller is over'));
  const timer = budgetMs === undefined ? undefined : setTimeout(expire, budgetMs);
  raw.once('close', () => {
    clearTimeout(timer);
    if (!raw.writableFinished) gone.abort(new Error('the caller has closed the connection'));
  });
  return gone.signal;
}
