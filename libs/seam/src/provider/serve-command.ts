import { createHash } from 'node:crypto';
import { commonErrors, isTransient, ServiceError, type ServiceErrorOptions } from '#glue/errors';
import { sortedJson } from '#glue/sealing';
import type { OutcomeStore } from '#glue/transaction';
import { commandErrors } from '../commands/command-errors.js';
import { assertUsable } from '../commands/idempotency-key.js';
import type { IncomingCall } from '../contract/client-of.js';
import type { Call } from '../contract/contract.js';
import { hasSecret } from '../contract/sealed-value.js';
import type { CrossingErrors } from './crossing-errors.js';
import { outputOf, storedOutput } from './stored-output.js';

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
  const { name, secret: isSecret = false } = call;
  const hashes = hashesOf(call, sent, outcomes);
  const work = { caller, call: name, key, ...hashes, isSecret, subject };
  const place = [caller, name, key];
  const outcome = await outcomes.once<Refusal>(work, () =>
    method().then(
      (result) => storedOutput(call, result, outcomes.sealer, place),
      (error: unknown) => ({ refusal: finalRefusal(call, error) }),
    ),
  );
  if (outcome === 'reused') throw new ServiceError(commandErrors.key_reused);
  if (outcome === 'secret') throw new ServiceError(commandErrors.command_completed);
  if (!('refusal' in outcome)) return outputOf(call, outcome, outcomes.sealer, place);
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

/**
 * Equal for equal inputs. A secret may be one of few, so that a plain hash would tell it: with one, the
 * hash that is stored has a key. Others may be stored already: of the previous data key, and of a version
 * to which the field was no secret.
 */
function hashesOf({ crossing }: Call, sent: unknown, { sealer }: OutcomeStore) {
  const json = sortedJson(sent);
  const plain = createHash('sha256').update(json).digest('base64url');
  if (!hasSecret(sent, crossing.input.secrets)) return { inputHash: plain };
  const [inputHash, ...others] = sealer!.hashes(json);
  return { inputHash: inputHash!, otherHashes: [...others, plain] };
}
