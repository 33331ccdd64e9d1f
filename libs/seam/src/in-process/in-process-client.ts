import { cached } from '#glue/batch';
import { type Metrics, timedCall } from '#glue/metrics';
import type { OutcomeStore } from '#glue/transaction';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
import type {
  CallOptions,
  ClientOf,
  CommandOptions,
  IncomingCall,
  ServiceOf,
} from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { validInput } from '#glue/fields';
import { Outages } from '../contract/outages.js';
import { smaller, withinLimits } from '#glue/resilience';
import { type ServedCall, serveCall, servedCalls } from '../provider/serve-call.js';

/** The signal of a call that nothing limits. */
const NEVER = new AbortController().signal;

/**
 * The client of a contract whose provider runs in this process. It means what the HTTP client means:
 * inputs and outputs pass their schemas and are copied, and errors are those of the contract. A call
 * without a budget of its own has none: the provider has limits, such as those of a statement, and
 * no network can lose its answer.
 *
 * @param caller the context that calls
 * @param outcomes the outcome store of the provider
 * @throws StartError if the contract has a command, and there is no outcome store
 */
export function inProcessClient<C extends Contract>(
  contract: C,
  service: ServiceOf<C>,
  caller: string,
  outcomes?: OutcomeStore,
  metrics?: Metrics,
): ClientOf<C> {
  const outages = new Outages(contract);
  const calls = servedCalls(contract, service, outcomes).map((served) => [
    served.call.name,
    inProcessCall(served, caller, outages, metrics),
  ]);
  return Object.fromEntries(calls) as ClientOf<C>;
}

function inProcessCall(served: ServedCall, caller: string, outages: Outages, metrics?: Metrics) {
  const { kind, crossing, budgetMs, cacheMs } = served.call;
  const { input: given, output } = crossing;
  const copies = { input: given.copy, output: output.copy, sent: given.encode };
  const always = (input: unknown, incoming: IncomingCall) =>
    serveCall(served, copies, input, incoming);
  const encode = (input: unknown) => validInput(given.encode, input);
  const serve =
    cacheMs === undefined ? always : cached(always, { ms: cacheMs, encode, copy: output.copy });
  const cross = timedCall(metrics, served.call, 'in_process', served.errors.keys());
  const ask = (
    input: unknown,
    { idempotencyKey, ...options }: CallOptions & CommandOptions = {},
  ) => {
    const limits = { ...options, budgetMs: smaller(budgetMs, options.budgetMs) };
    const key = kind === 'command' ? { idempotencyKey: idempotencyKey ?? newIdempotencyKey() } : {};
    const run = (signal = NEVER) => serve(input, { caller, signal, ...key });
    return cross(ask, input, () => withinLimits(limits, outages.late, run));
  };
  return ask;
}
