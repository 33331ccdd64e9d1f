import { randomBytes } from 'node:crypto';
import { Sealer } from '#glue/sealing';

/** A sealer of a context, with a key of its own. */
export function anySealer(context: string): Sealer {
  return new Sealer(context, [randomBytes(32)]);
}
