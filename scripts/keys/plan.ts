import { generateKey, keyVariable, publicKeyOf, publicKeysVariable } from '#glue/keys';

/** The variables of the processes that host a context, as lines of an environment file. */
export interface Place {
  readonly context: string;
  readonly lines: readonly string[];
}

/**
 * New keys of `chosen`: for the processes of each context its private key, and for those of all others
 * the public one.
 *
 * @param all the contexts of the project
 */
export function newKeys(all: readonly string[], chosen: readonly string[]): Place[] {
  const keys = new Map(chosen.map((name) => [name, generateKey()]));
  const lineFor = (context: string, [name, key]: [string, string]) =>
    name === context
      ? `${keyVariable(name)}=${key}`
      : `${publicKeysVariable(name)}=${publicKeyOf(key)}`;
  return all
    .map((context) => ({ context, lines: [...keys].map((each) => lineFor(context, each)) }))
    .filter(({ lines }) => lines.length > 0);
}

/** The places as text, with comments that an environment file may keep. */
export function toText(places: readonly Place[]): string {
  return places
    .map(({ context, lines }) => [`# Processes that host ${context}:`, ...lines].join('\n'))
    .join('\n\n');
}

/** How to replace the key of a context without a refused call. */
export function rotation(name: string): string {
  const key = generateKey();
  const [own, known] = [keyVariable(name), publicKeysVariable(name)];
  return `# Replaces the key of ${name}. After each step restart the processes that it names, one after the other.
# 1. Processes that do not host ${name}: add the new public key after the one that is there.
${known}=<the present value>,${publicKeyOf(key)}
# 2. Processes that host ${name}: replace the private key.
${own}=${key}
# 3. A minute after the last of step 2, processes that do not host ${name}: drop the old public key.
${known}=${publicKeyOf(key)}
# Where a process that hosts ${name} also has ${known}, change it with the others.`;
}
