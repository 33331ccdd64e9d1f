import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/project.mjs';

/** The library of contracts: every kernel needs it. */
const SEAM = {
  name: 'seam',
  entry: 'seam/src/library',
  isBase: true,
  more: { description: 'Contracts between bounded contexts of Nest, in process and over HTTP' },
};

/** The client of the HTTP API: it imports nothing, so it is packed by itself. */
export const CLIENT = {
  name: 'client',
  entry: 'client/src/index',
  isBase: true,
  more: {
    description: 'A typed client of the HTTP API, for Node and browsers',
    engines: { node: '>=20' },
    sideEffects: false,
  },
};

/** The libraries that are packed together, the base first. New kernels are included automatically. */
export function libraries() {
  const kernels = readdirSync(join(ROOT, 'libs'))
    .filter((name) => name.endsWith('-kernel'))
    .map((name) => ({ name, entry: `${name}/src/index`, isBase: false }));
  return [SEAM, ...kernels];
}
