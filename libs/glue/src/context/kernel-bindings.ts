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
  callers: readonly [string, ...string[]];
}

/** Where a hosted context finds the context of a kernel. */
export function bindingOf(
  kernel: Kernel,
  hosted: Context[],
  placeOf: (kernel: Kernel) => Omit<Placement, 'isAsked'>,
): KernelBinding {
  const others = callersOf(kernel, hosted);
  const isOptional = others.length > 0 && !others.some(({ uses }) => uses.includes(kernel));
  const { place, exposedTo } = placeOf(kernel);
  const placement: Placement = {
    // What only gets commands is not loaded for them: they can wait.
    place: isOptional && place !== 'hosted' ? 'remote' : place,
    exposedTo,
    isAsked: others.length > 0,
    isOptional,
  };
  const itself = hosted.filter(({ name }) => name === kernel.context);
  const [first = hosted[0]!, ...further] = [...others, ...itself];
  return { kernel, placement, callers: [first.name, ...further.map(({ name }) => name)] };
}

/** The module with the clients of a context. */
export function bind(
  { kernel, placement, callers }: KernelBinding,
  config: ServerConfig,
  keys: Keys,
  locals: ReadonlyMap<string, LocalContext>,
): Promise<DynamicModule> {
  const { context } = kernel;
  const network = networkOf(config, context);
  return kernel.module(placement, config, { callers, keys, local: locals.get(context), network });
}

/** The kernels that contexts use or answer, each once. */
export function kernelsOf(contexts: Context[]): Kernel[] {
  const used = contexts.flatMap(({ uses, answers }) =>
    answers ? [answers.kernel, ...uses] : uses,
  );
  return [...new Set(used)];
}

/** The contexts that call another one through its kernel, or send it commands. */
function callersOf(kernel: Kernel, contexts: Context[]): Context[] {
  return contexts.filter(
    ({ name, uses, sendsTo = [] }) =>
      name !== kernel.context &&
      (uses.includes(kernel) || sendsTo.some((each) => each.kernel === kernel)),
  );
}

/** Gives the module of each calling context clients of its own, under the usual names. */
export function addClients(
  bindings: KernelBinding[],
  locals: ReadonlyMap<string, LocalContext>,
): void {
  for (const { kernel, callers } of bindings) {
    for (const caller of callers) {
      const { module } = locals.get(caller)!;
      module.providers = [...(module.providers ?? []), ...kernel.clientsFor(caller)];
    }
  }
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
      ...new Set([
        ...remote.flatMap(({ callers }) => callers),
        ...signers(bindings.filter(isExposed)),
      ]),
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
