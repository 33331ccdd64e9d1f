import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { commaSeparated, type ConfigPart } from '../config/index.js';
import {
  CURE,
  type KeyNeeds,
  keyVariable,
  publicKeysVariable,
  requireKeys,
  requireOwnPublicKey,
} from './key-needs.js';
import { readPrivateKey, readPublicKey } from './keys.js';

const NOTHING: KeyNeeds = { signing: [], known: [] };

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
  return commaSeparated(text).map(readPublicKey);
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
