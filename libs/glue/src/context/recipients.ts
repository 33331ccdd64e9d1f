import type { ConfigPart } from '../config/index.js';
import type { Kernel, LocalContext } from '../kernel/index.js';
import { recipientsOf } from '../outbox/index.js';
import type { Context } from './context.js';

type Reaches = (kernel: Kernel) => boolean;

/** The kernels that contexts only send commands to, where these arrive. */
export function reachedKernels(contexts: Context[], reaches: Reaches): Kernel[] {
  return reached(contexts, reaches).map(({ kernel }) => kernel);
}

/** The checks of variables where commands arrive. */
export function recipientChecks(contexts: Context[], reaches: Reaches): ConfigPart[] {
  return reached(contexts, reaches).flatMap(({ check }) => (check ? { shape: {}, check } : []));
}

/** Tells the module of each context which of its commands arrive. */
export function addRecipients(
  contexts: Context[],
  reaches: Reaches,
  locals: ReadonlyMap<string, LocalContext>,
): void {
  for (const { name, sendsTo = [] } of contexts) {
    const { module } = locals.get(name)!;
    const useValue = Object.fromEntries(
      sendsTo.map(({ kernel }) => [kernel.context, reaches(kernel)]),
    );
    module.providers = [...(module.providers ?? []), { provide: recipientsOf(name), useValue }];
  }
}

function reached(contexts: Context[], reaches: Reaches) {
  return contexts.flatMap(({ sendsTo = [] }) => sendsTo).filter(({ kernel }) => reaches(kernel));
}
