import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/project.mjs';

/** The library of contracts: every kernel needs it. */
const SEAM = { name: 'seam', entry: 'seam/src/library', isBase: true };

/** The libraries that are packed, the base first. New kernels are included automatically. */
export function libraries() {
  const kernels = readdirSync(join(ROOT, 'libs'))
    .filter((name) => name.endsWith('-kernel'))
    .map((name) => ({ name, entry: `${name}/src/index`, isBase: false }));
  return [SEAM, ...kernels];
}
