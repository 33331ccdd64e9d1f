import { LRUCache } from 'lru-cache';
import { noteReused } from '../calls/index.js';
import type { Ask } from './ask.js';

const MAX_RESULTS = 1_000;

/** How results are reused. */
export interface Reuse {
  /** How long, in milliseconds. */
  ms: number;
  /** The JSON of an input: equal inputs have one result. */
  encode: (input: unknown) => unknown;
  copy: (output: unknown) => unknown;
}

/** Reuses results, of the last 1,000 inputs. Each caller gets a copy. Errors are not reused. */
export function cached<Options>(ask: Ask<Options>, { ms, encode, copy }: Reuse): Ask<Options> {
  const results = new LRUCache<string, { output: unknown }>({ max: MAX_RESULTS, ttl: ms });
  return async (input, options) => {
    const key = JSON.stringify(encode(input));
    const known = results.get(key);
    if (known) {
      noteReused();
      return copy(known.output);
    }
    const output = await ask(input, options);
    results.set(key, { output: copy(output) });
    return output;
  };
}
