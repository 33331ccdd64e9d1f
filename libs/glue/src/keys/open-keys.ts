import type { KeyObject } from 'node:crypto';
import type { ServerConfig } from '../config/index.js';
import { keyInFolder, publicKeysInFolder } from './key-files.js';
import { type KeyNeeds, keyVariable, publicKeysVariable } from './key-needs.js';
import { PublicKeys } from './public-keys.js';

/** The keys of a process. Nest injects them by this class. */
export abstract class Keys {
  /** The private key of each context in `signing`, by name. */
  abstract readonly own: ReadonlyMap<string, KeyObject>;
  /** The public keys of the contexts in `known`. */
  abstract readonly publicKeys: PublicKeys;
}

/**
 * The keys of a process, from the variables of `keyVariables(…)` or, in development, from
 * `DATA_DIR/keys`.
 *
 * @throws StartError if a development key cannot be read or written
 */
export async function openKeys(
  config: Pick<ServerConfig, 'NODE_ENV' | 'DATA_DIR'>,
  { signing, known }: KeyNeeds,
): Promise<Keys> {
  const { NODE_ENV, DATA_DIR } = config;
  const variables = config as Readonly<Record<string, unknown>>;
  const own = new Map<string, KeyObject>();
  for (const name of signing) {
    const given = variables[keyVariable(name)] as KeyObject | undefined;
    own.set(name, given ?? (await keyInFolder(DATA_DIR, name)));
  }
  const publicKeysOf = async (name: string): Promise<readonly KeyObject[]> =>
    (variables[publicKeysVariable(name)] as KeyObject[] | undefined) ??
    (NODE_ENV === 'production' ? [] : publicKeysInFolder(DATA_DIR, name));
  const read = async () => {
    const entries = known.map(async (name) => [name, await publicKeysOf(name)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  return { own, publicKeys: new PublicKeys(read) };
}
