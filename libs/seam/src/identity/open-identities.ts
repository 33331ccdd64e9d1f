import type { ServerConfig } from '#glue/config';
import { type KeyNeeds, openKeys, type PublicKeys } from '#glue/keys';
import { KnownCallers } from './known-callers.js';
import { OwnIdentity } from './own-identity.js';

/** The identities that a process needs. */
export interface Identities {
  /** By name, each context that asks other processes. */
  readonly own: ReadonlyMap<string, OwnIdentity>;
  /** Recognizes the contexts that may ask this process. */
  readonly callers: KnownCallers;
  readonly publicKeys: PublicKeys;
}

/**
 * The identities that a process needs, by its variables `keyVariables(…)`.
 *
 * @throws StartError if a development key cannot be read or written
 */
export async function openIdentities(
  config: Pick<ServerConfig, 'NODE_ENV' | 'DATA_DIR'>,
  needs: KeyNeeds,
): Promise<Identities> {
  const { own: keys, publicKeys } = await openKeys(config, needs);
  const own = new Map([...keys].map(([name, key]) => [name, new OwnIdentity(name, key)]));
  return { own, callers: new KnownCallers(publicKeys), publicKeys };
}
