import type { DynamicModule } from '@nestjs/common';
import { variablePrefix } from '#glue/config';
import { compose, type Composition, type Context, type ContextList } from '#glue/context';
import { StartError } from '#glue/errors';

/**
 * The reconciler of a context, with its dependencies. Reads the variables of the servers: other
 * contexts are called over HTTP if they run in another process, and in this process, on their
 * database, if they are part of the same app.
 *
 * @throws StartError
 */
export async function composeReconciler(
  contexts: ContextList,
  { name }: Context,
): Promise<DynamicModule> {
  const composition = await compose(contexts, {
    hosts: [name],
    port: 0,
    placeOf: (kernel) => ({ place: kernel.placeForCommand(), exposedTo: [] }),
    moduleOf: (context, config) => context.reconciling!.module(config),
  });
  assertDatabases(composition);
  return composition.module;
}

/** An embedded database beside a PostgreSQL would be created, empty. */
function assertDatabases({ config, hosted, embedded }: Composition): void {
  const isSet = (variable: string) => (config as Record<string, unknown>)[variable] !== undefined;
  const set = hosted.map(({ database }) => database.urlVariable).find(isSet);
  const unset = embedded.find(({ database }) => !isSet(database.urlVariable));
  if (!set || !unset) return;
  throw new StartError(
    `${unset.database.urlVariable}: is not set, while ${set} is. Set it as in the monolith, or ` +
      `set ${variablePrefix(unset.name)}_API_URL if ${unset.name} is a separate process.`,
  );
}
