import { randomUUID } from 'node:crypto';
import { outsideTransaction } from '#glue/transaction';
import type { CallOptions, ClientOf, CommandOptions, ServiceOf } from '../contract/client-of.js';
import type { Contract } from '../contract/contract.js';
import { Outages } from '../contract/outages.js';
import { smaller, withinLimits } from '../resilience/within-limits.js';
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
 */
export function inProcessClient<C extends Contract>(
  contract: C,
  service: ServiceOf<C>,
  caller: string,
): ClientOf<C> {
  const outages = new Outages(contract);
  const calls = servedCalls(contract, service).map((served) => [
    served.call.name,
    inProcessCall(served, caller, outages),
  ]);
  return Object.fromEntries(calls) as ClientOf<C>;
}

function inProcessCall(served: ServedCall, caller: string, outages: Outages) {
  const { kind, crossing, budgetMs, fullName } = served.call;
  const copies = { input: crossing.input.copy, output: crossing.output.copy };
  const ask = (
    input: unknown,
    { idempotencyKey, ...options }: CallOptions & CommandOptions = {},
  ) => {
    const limits = { ...options, budgetMs: smaller(budgetMs, options.budgetMs) };
    const key = kind === 'command' ? { idempotencyKey: idempotencyKey ?? randomUUID() } : {};
    const serve = (signal = NEVER) => serveCall(served, copies, input, { caller, signal, ...key });
    return outsideTransaction(fullName, ask, () => withinLimits(limits, outages, serve));
  };
  return ask;
}
