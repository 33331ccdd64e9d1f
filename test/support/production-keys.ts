import { contexts } from '#contexts';
import { generateKey, keyVariable, publicKeyOf, publicKeysVariable } from '#glue/keys';

/** The variables of a new key for each context: production makes none by itself. */
export const PRODUCTION_KEYS: Record<string, string> = Object.fromEntries(
  Object.keys(contexts).flatMap((name) => {
    const key = generateKey();
    return [
      [keyVariable(name), key],
      [publicKeysVariable(name), publicKeyOf(key)],
    ];
  }),
);
