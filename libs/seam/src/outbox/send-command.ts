import { commonErrors, isTransient, ServiceError } from '#glue/errors';
import { validInput } from '#glue/fields';
import { type DeliveryResult, type Send, unreadableSecrets } from '#glue/outbox';
import type { Sealer } from '#glue/sealing';
import { commandErrors } from '../commands/command-errors.js';
import type { CommandOptions } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { KEY_HEADER } from '../contract/wire.js';
import { inputOf } from './stored-input.js';

/** The longest time of one try. In process a call has no limit of its own. */
const BUDGET_MS = 30_000;

/** A client of any contract. */
export type AnyClient = Record<
  string,
  (input: unknown, options: CommandOptions) => Promise<unknown>
>;

/** Sends commands of an outbox by the client of their contract. Secrets are opened right before. */
export function sendBy({ calls }: Contract, client: AnyClient, sealer?: Sealer): Send {
  return async ({ call: name, key, body }) => {
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
    // Put by another version of this context, which runs beside this one.
    if (call?.kind !== 'command') return { state: 'failed', code: 'call_unknown', isOutage: false };
    try {
      const decoded = validInput(call.crossing.input.decode, inputOf(call, body, sealer));
      await client[name]!(decoded, { idempotencyKey: key, budgetMs: BUDGET_MS });
      return { state: 'delivered' };
    } catch (error) {
      return resultOf(error);
    }
  };
}

function resultOf(thrown: unknown): DeliveryResult {
  const unreadable = unreadableSecrets(thrown);
  if (unreadable) return unreadable;
  const error = thrown instanceof ServiceError ? thrown : new ServiceError(commonErrors.internal);
  const { code, status, retryAfterSeconds, details } = error;
  // It was done by an earlier try, and its result is secret.
  if (code === commandErrors.command_completed.code) return { state: 'delivered' };
  const isOutage = status === 503;
  const isOfClock = details?.some(({ path }) => path === KEY_HEADER);
  return isTransient(error) || isOfClock
    ? { state: 'failed', code, isOutage, retryAfterSeconds }
    : { state: 'refused', code };
}
