import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type ConfigPart, variablePrefix } from '../config/index.js';
import { readPrivateKey, readPublicKey } from './keys.js';

/** What a process needs of the keys of contexts; each value is a list of their names. */
export interface KeyNeeds {
  /** Hosted contexts that ask other processes, or sign what others verify: they need their key. */
  readonly signing: readonly string[];
  /**
   * Contexts in other processes that may ask this one, or whose signatures it verifies: the public
   * keys of at least one are needed.
   */
  readonly known: readonly string[];
}

const NOTHING: KeyNeeds = { signing: [], known: [] };
const CURE = 'Make the keys with `npm run keys`, which prints where each one goes.';

/** The variable of a context's private key. */
export const keyVariable = (name: string) => `${variablePrefix(name)}_KEY`;
/** The variable of a context's public keys. */
export const publicKeysVariable = (name: string) => `${variablePrefix(name)}_PUBLIC_KEYS`;

/**
 * The variables of the keys of contexts, with what a process requires of them in production.
 *
 * @param names all contexts of the project
 */
export function keyVariables(names: readonly string[], needs = NOTHING): ConfigPart {
  return {
    shape: Object.fromEntries(names.flatMap(variablesOf)),
    check(config, report) {
      if (config['NODE_ENV'] === 'production') requireKeys(needs, config, report);
      for (const name of names) requireOwnPublicKey(name, config, report);
    },
  };
}

function variablesOf(name: string): [string, z.ZodType][] {
  const key = z.string().transform(checked(readPrivateKey)).optional();
  const publicKeys = z.string().transform(checked(readPublicKeys)).optional();
  return [
    [
      keyVariable(name),
      key.meta({
        description:
          `The private key of ${name}, made by \`npm run keys\`. Required in production where a process ` +
          `with ${name} asks another one.`,
        unset: 'made once in `DATA_DIR/keys`; none in production',
      }),
    ],
    [
      publicKeysVariable(name),
      publicKeys.meta({
        description:
          `The public key of ${name}; while another one replaces it both, comma-separated. Required in ` +
          `production where another process with ${name} asks this one.`,
        unset: 'read from `DATA_DIR/keys`; none in production',
      }),
    ],
  ];
}

function readPublicKeys(text: string): KeyObject[] {
  return text.split(',').map((each) => readPublicKey(each.trim()));
}

/** Messages never contain the value. */
function checked<T>(read: (text: string) => T) {
  return (text: string, context: z.RefinementCtx): T => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue(`${(error as Error).message}. ${CURE}`);
      return z.NEVER;
    }
  };
}

type Check = NonNullable<ConfigPart['check']>;

function requireKeys({ signing, known }: KeyNeeds, ...[config, report]: Parameters<Check>) {
  for (const name of signing) {
    if (config[keyVariable(name)]) continue;
    report(
      keyVariable(name),
      `is required when NODE_ENV=production: ${name} signs with it. ${CURE}`,
    );
  }
  const variables = known.map(publicKeysVariable);
  if (variables.length === 0 || variables.some((variable) => config[variable])) return;
  const others = variables.length > 1 ? `, or one of ${variables.slice(1).join(', ')}` : '';
  const reason = 'without it what other processes sign is refused';
  report(variables[0]!, `is required when NODE_ENV=production${others}: ${reason}. ${CURE}`);
}

/** Finds keys that are mixed up, before calls are refused for it. */
function requireOwnPublicKey(name: string, ...[config, report]: Parameters<Check>): void {
  const [key, all] = [config[keyVariable(name)], config[publicKeysVariable(name)]];
  if (!key || !all) return;
  const own = createPublicKey(key as KeyObject);
  if ((all as KeyObject[]).some((each) => own.equals(each))) return;
  report(publicKeysVariable(name), `lacks the public key of ${keyVariable(name)}. ${CURE}`);
}
