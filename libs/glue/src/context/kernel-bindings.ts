import type { DynamicModule } from '@nestjs/common';
import type { ServerConfig } from '../config/index.js';
import type { Kernel, LocalContext, Placement } from '../kernel/index.js';
import type { KeyNeeds, Keys } from '../keys/index.js';
import { networkOf } from '../pretended-network/index.js';
import type { Context } from './context.js';

/** How a process binds a kernel. */
export interface KernelBinding {
  kernel: Kernel;
  placement: Placement;
  caller: string;
}

/** Where a hosted context finds the context of a kernel. */
export function bindingOf(
  kernel: Kernel,
  hosted: Context[],
  placeOf: (kernel: Kernel) => Omit<Placement, 'isAsked'>,
): KernelBinding {
  const callers = callersOf(kernel, hosted);
  const placement = { ...placeOf(kernel), isAsked: callers.length > 0 };
  return { kernel, placement, caller: (callers[0] ?? hosted[0]!).name };
}

/** The module with the client of a context. */
export function bind(
  { kernel, placement, caller }: KernelBinding,
  config: ServerConfig,
  keys: Keys,
  locals: ReadonlyMap<string, LocalContext>,
): Promise<DynamicModule> {
  const { context } = kernel;
  const network = networkOf(config, context);
  return kernel.module(placement, config, { caller, keys, local: locals.get(context), network });
}

/** The kernels that contexts use or answer, each once. */
export function kernelsOf(contexts: Context[]): Kernel[] {
  const used = contexts.flatMap(({ uses, answers }) =>
    answers ? [answers.kernel, ...uses] : uses,
  );
  return [...new Set(used)];
}

/** The contexts that call another one through its kernel. */
function callersOf(kernel: Kernel, contexts: Context[]): Context[] {
  return contexts.filter(({ name, uses }) => name !== kernel.context && uses.includes(kernel));
}

/** Whether other processes call the context. */
export function isExposed({ placement }: KernelBinding): boolean {
  return placement.exposedTo.length > 0;
}

/**
 * A context signs the calls that it sends, and knows the contexts that send it calls. Some sign more,
 * which their callers verify.
 */
export function keyNeedsOf(bindings: KernelBinding[]): KeyNeeds {
  const remote = bindings.filter(({ placement }) => placement.place === 'remote');
  const callers = bindings.flatMap(({ placement }) => placement.exposedTo);
  const signers = (some: KernelBinding[]) =>
    some.filter(({ kernel }) => kernel.signs).map(({ kernel }) => kernel.context);
  return {
    signing: [
      ...new Set([...remote.map(({ caller }) => caller), ...signers(bindings.filter(isExposed))]),
    ],
    known: [...new Set([...callers, ...signers(remote)])],
  };
}

/** The contexts in this process that another one in it calls. */
export function calledHere(bindings: KernelBinding[]): string[] {
  return bindings
    .filter(({ placement }) => placement.place !== 'remote' && placement.isAsked)
    .map(({ kernel }) => kernel.context);
}

/** The contexts that the process runs without their routes, for others in it. */
export function embeddedIn(bindings: KernelBinding[]): string[] {
  return bindings
    .filter(({ placement }) => placement.place === 'embedded')
    .map(({ kernel }) => kernel.context);
}
