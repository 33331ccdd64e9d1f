import type { ConfigPart, ServerConfig } from '../config/index.js';
import type { LocalContext } from '../kernel/index.js';
import { type DataKeyConfig, dataKeyVariables, openDataKeys, Sealer } from '../sealing/index.js';
import type { Context } from './context.js';

/** The variables of contexts, with those of the data keys if one of them stores secrets. */
export function variablesOf(contexts: readonly Context[]): ConfigPart[] {
  const names = sealingIn(contexts);
  const own = contexts.map(({ variables }) => variables);
  return names.length > 0 ? [dataKeyVariables(names), ...own] : own;
}

/**
 * Gives the module of each context that stores secrets a `Sealer` of its own.
 *
 * @throws StartError if the key of development cannot be read or written
 */
export async function addSealers(
  contexts: readonly Context[],
  config: ServerConfig,
  locals: ReadonlyMap<string, LocalContext>,
): Promise<void> {
  const names = sealingIn(contexts);
  if (names.length === 0) return;
  const keys = await openDataKeys(config as ServerConfig & DataKeyConfig);
  for (const name of names) {
    const { module } = locals.get(name)!;
    const sealer = { provide: Sealer, useValue: new Sealer(name, keys) };
    module.providers = [...(module.providers ?? []), sealer];
  }
}

function sealingIn(contexts: readonly Context[]): string[] {
  return contexts.filter(({ seals }) => seals).map(({ name }) => name);
}
