import { contexts } from '#contexts';
import { generateKey, keyVariable, publicKeyOf, publicKeysVariable } from '#glue/keys';
import { PRODUCTION_DATA_KEY } from './production-data-key.js';

/** A data key, and a new key for each context: production makes none by itself. */
export const PRODUCTION_KEYS: Record<string, string> = {
  ...PRODUCTION_DATA_KEY,
  ...Object.fromEntries(
    Object.keys(contexts).flatMap((name) => {
      const key = generateKey();
      return [
        [keyVariable(name), key],
        [publicKeysVariable(name), publicKeyOf(key)],
      ];
    }),
  ),
};
