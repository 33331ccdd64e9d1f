import { createHash } from 'node:crypto';
import { commonErrors, isTransient, ServiceError, type ServiceErrorOptions } from '#glue/errors';
import type { OutcomeStore } from '#glue/transaction';
import { commandErrors } from '../commands/command-errors.js';
import { assertUsable } from '../commands/idempotency-key.js';
import type { IncomingCall } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';
import type { CrossingErrors } from './crossing-errors.js';

type Refusal = Pick<ServiceErrorOptions, 'message' | 'details'> & { code: string };

interface ServedCommand {
  readonly call: Call;
  readonly errors: CrossingErrors;
  readonly outcomes: OutcomeStore;
  /** Whom it is about. */
  readonly subject?: string | undefined;
}

/**
 * Runs a command once per key.
 *
 * @param sent the input as the caller has sent it: a newer provider may read more from it
 * @returns the result of `method`, also of an earlier run
 * @throws ServiceError of the key; `database_unavailable`; what `method` throws
 */
export async function serveCommand(
  { call, errors, outcomes, subject }: ServedCommand,
  sent: unknown,
  { caller, idempotencyKey: key }: IncomingCall,
  method: () => Promise<unknown>,
): Promise<unknown> {
  assertUsable(key);
  const { name, secret: isSecret = false, crossing } = call;
  const work = { caller, call: name, key, inputHash: hashOf(sent), isSecret, subject };
  const outcome = await outcomes.once<Refusal>(work, () =>
    method().then(
      (result) => ({ output: crossing.output.encode(result) }),
      (error: unknown) => ({ refusal: finalRefusal(call, error) }),
    ),
  );
  if (outcome === 'reused') throw new ServiceError(commandErrors.key_reused);
  if (outcome === 'secret') throw new ServiceError(commandErrors.command_completed);
  if (!('refusal' in outcome)) return crossing.output.decode(outcome.output);
  const { code, ...options } = outcome.refusal;
  throw new ServiceError(errors.get(code) ?? commonErrors.internal, options);
}

/** @throws the error if the call does not declare it, or may succeed later */
function finalRefusal({ errors }: Call, error: unknown): Refusal {
  if (!(error instanceof ServiceError)) throw error;
  const { code, message, details } = error;
  if (errors.includes(code) && !isTransient(error)) {
    return { code, message, ...(details && { details }) };
  }
  // A command error is about another key: that of a command which the method has sent.
  throw code in commandErrors ? new Error(`${code} is not declared`, { cause: error }) : error;
}

/** Equal for equal values, whatever the order of their fields. */
function hashOf(value: unknown): string {
  const json = JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) as string | undefined;
  return createHash('sha256')
    .update(json ?? '')
    .digest('base64url');
}
