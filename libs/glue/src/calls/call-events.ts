import { tracingChannel } from 'node:diagnostics_channel';
import { PRODUCT } from '../product/index.js';
import { openTransaction } from '../transaction/index.js';

/** A call of a contract, as far as observers need it. */
export interface ObservedCall {
  readonly contract: string;
  readonly name: string;
  /** `<contract>.<call>` */
  readonly fullName: string;
  readonly kind?: 'query' | 'command';
  /** Set if several calls may share a request. */
  readonly batch?: number | undefined;
  /** It waits for something to happen, so that observers do not see it. */
  readonly waits?: boolean | undefined;
  /** How its values are made JSON. */
  readonly crossing?: {
    readonly input: { readonly encode: (value: unknown) => unknown };
    readonly output: { readonly encode: (value: unknown) => unknown };
  };
}

/** How a call reaches its provider. */
export type CallBinding = 'in_process' | 'http';

/** One call while it runs. Node adds its `result` or its `error`. */
export interface CallEvent {
  readonly call: ObservedCall;
  readonly binding: CallBinding;
  readonly input: unknown;
  readonly isInTransaction: boolean;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** All calls of this process, for observers. */
export const callEvents = tracingChannel<unknown, CallEvent>(`${PRODUCT}:call`);

/** Shows a call to the observers of the process. Without any it only runs the call. */
export function observed<T>(
  call: ObservedCall,
  binding: CallBinding,
  input: unknown,
  run: () => Promise<T>,
): Promise<T> {
  if (!callEvents.start.hasSubscribers) return run();
  const isInTransaction = openTransaction() !== undefined;
  return callEvents.tracePromise(run, { call, binding, input, isInTransaction });
}
