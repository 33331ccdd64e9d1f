import type { DynamicModule } from '@nestjs/common';
import { compose, type Composition, type Context, type ContextList } from '#glue/context';
import { StartError } from '#glue/errors';

/**
 * The reconciler of a context with all that it needs. Reads the variables that the servers read:
 * other contexts are asked over HTTP where they run apart, and in this process, on their database,
 * where they are part of the same app.
 *
 * @throws StartError
 */
export async function composeReconciler(
  contexts: ContextList,
  { name }: Context,
): Promise<DynamicModule> {
  const composition = await compose(contexts, {
    service: 'reconcile',
    hosts: [name],
    port: 0,
    placeOf: (kernel) => kernel.placeForCommand(),
    moduleOf: (context, config) => context.reconciling!.module(config),
  });
  assertDatabases(composition);
  return composition.module;
}

/** An embedded database beside a PostgreSQL would be made anew, empty. */
function assertDatabases({ config, hosted, embedded }: Composition): void {
  const isSet = (variable: string) => (config as Record<string, unknown>)[variable] !== undefined;
  const set = hosted.map(({ database }) => database.urlVariable).find(isSet);
  const unset = embedded.find(({ database }) => !isSet(database.urlVariable));
  if (!set || !unset) return;
  throw new StartError(
    `${unset.database.urlVariable}: is not set, while ${set} is. Set it as the monolith has it, or ` +
      `set ${unset.name.toUpperCase()}_API_URL where ${unset.name} is a process of its own.`,
  );
}
