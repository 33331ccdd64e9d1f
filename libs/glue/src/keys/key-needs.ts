import { createPublicKey, type KeyObject } from 'node:crypto';
import { type ConfigPart, variablePrefix } from '../config/index.js';

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

export const CURE = 'Make the keys with `npm run keys`, which prints where each one goes.';

/** The variable of a context's private key. */
export const keyVariable = (name: string) => `${variablePrefix(name)}_KEY`;
/** The variable of a context's public keys. */
export const publicKeysVariable = (name: string) => `${variablePrefix(name)}_PUBLIC_KEYS`;

type Check = NonNullable<ConfigPart['check']>;

/** Reports keys that are missing in production. */
export function requireKeys({ signing, known }: KeyNeeds, ...[config, report]: Parameters<Check>) {
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

/** Reports public keys that do not belong to the private one, before calls are refused. */
export function requireOwnPublicKey(name: string, ...[config, report]: Parameters<Check>): void {
  const [key, all] = [config[keyVariable(name)], config[publicKeysVariable(name)]];
  if (!key || !all) return;
  const own = createPublicKey(key as KeyObject);
  if ((all as KeyObject[]).some((each) => own.equals(each))) return;
  report(publicKeysVariable(name), `lacks the public key of ${keyVariable(name)}. ${CURE}`);
}
