import { commonErrors, ServiceError } from '#glue/errors';
import type { Contract, Call } from '../contract/contract.js';
import type { IncomingCall } from '../contract/client-of.js';
import { validInput } from '../contract/valid-input.js';
import { type CrossingErrors, crossingError, errorsOf } from './crossing-errors.js';

/** A method of a service, without its types. */
export type Method = (input: unknown, incoming: IncomingCall) => Promise<unknown>;

/** A call as its provider serves it: checked, copied and with the errors of its contract. */
export interface ServedCall {
  readonly call: Call;
  readonly method: Method;
  readonly errors: CrossingErrors;
}

/**
 * The calls of a contract that a service implements.
 *
 * @throws Error if a method is missing
 */
export function servedCalls(contract: Contract, service: object): ServedCall[] {
  return Object.values(contract.calls).map((call) => {
    const method = (service as Record<string, unknown>)[call.name];
    if (typeof method !== 'function') throw new Error(`no service implements ${call.fullName}`);
    return {
      call,
      method: method.bind(service) as Method,
      errors: errorsOf(call, contract.errors),
    };
  });
}

/** How an input and an output cross: in process as copies, over HTTP as JSON. */
export interface Crossing {
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
  { call, method, errors }: ServedCall,
  crossing: Crossing,
  value: unknown,
  incoming: IncomingCall,
): Promise<unknown> {
  if (call.callers?.includes(incoming.caller) === false) {
    throw new ServiceError(commonErrors.caller_not_allowed);
  }
  const input = validInput(crossing.input, value);
  try {
    return crossing.output(await method(input, incoming));
  } catch (error) {
    throw crossingError(call, errors, error);
  }
}
