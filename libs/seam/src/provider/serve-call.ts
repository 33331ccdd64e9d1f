import { commonErrors, ServiceError } from '#glue/errors';
import type { OutcomeStore } from '#glue/transaction';
import { withoutSealer } from '../commands/without-sealer.js';
import { withoutTransactions } from '../commands/without-transactions.js';
import type { Contract, Call } from '../contract/contract.js';
import type { IncomingCall } from '../contract/client-of.js';
import { validInput } from '#glue/fields';
import { type CrossingErrors, crossingError, errorsOf } from './crossing-errors.js';
import { serveCommand } from './serve-command.js';

/** A method of a service, without its types. */
export type Method = (input: unknown, incoming: IncomingCall) => Promise<unknown>;

/** A call as its provider serves it: checked, copied and with the errors of its contract. */
export interface ServedCall {
  readonly call: Call;
  readonly method: Method;
  readonly errors: CrossingErrors;
  /** The store of a command. */
  readonly outcomes?: OutcomeStore;
}

/**
 * The calls of a contract that a service implements.
 *
 * @param outcomes the outcome store of the context, if it has one
 * @throws Error if a method is missing; StartError if the store is, and the contract has a command
 */
export function servedCalls(
  contract: Contract,
  service: object,
  outcomes?: OutcomeStore,
): ServedCall[] {
  return Object.values(contract.calls).map((call) => {
    const method = (service as Record<string, unknown>)[call.name];
    if (typeof method !== 'function') throw new Error(`no service implements ${call.fullName}`);
    return {
      ...(call.kind === 'command' && { outcomes: storeFor(call, outcomes) }),
      call,
      method: method.bind(service) as Method,
      errors: errorsOf(call, contract.errors),
    };
  });
}

function storeFor(call: Call, outcomes: OutcomeStore | undefined): OutcomeStore {
  const { fullName, contract, crossing } = call;
  if (!outcomes) {
    throw withoutTransactions(
      contract,
      `${fullName} is a command: its effect and its idempotency key are stored in one transaction`,
    );
  }
  const secrets = [...crossing.input.secrets, ...crossing.output.secrets];
  if (secrets.length > 0 && !outcomes.sealer) throw withoutSealer(contract, fullName);
  return outcomes;
}

/** How an input and an output cross: in process as copies, over HTTP as JSON. */
export interface Crossing {
  /** The input as JSON, as the caller has sent it. */
  readonly sent: (value: unknown) => unknown;
  readonly input: (value: unknown) => unknown;
  readonly output: (value: unknown) => unknown;
}

/**
 * Runs a call.
 *
 * @throws ServiceError `caller_not_allowed`; `validation_failed` if the input is invalid; an error of
 * the call; `internal` for everything else, an invalid output included
 */
export async function serveCall(
  serving: ServedCall,
  crossing: Crossing,
  value: unknown,
  incoming: IncomingCall,
): Promise<unknown> {
  const { call, method, errors, outcomes } = serving;
  if (call.callers?.includes(incoming.caller) === false) {
    throw new ServiceError(commonErrors.caller_not_allowed);
  }
  const input = validInput(crossing.input, value);
  try {
    if (!outcomes) return crossing.output(await method(input, incoming));
    const run = async () => method(input, incoming);
    const sent = crossing.sent(value);
    const served = { call, errors, outcomes, subject: call.subject?.(input as never) };
    return crossing.output(await serveCommand(served, sent, incoming, run));
  } catch (error) {
    throw crossingError(call, errors, error);
  }
}
