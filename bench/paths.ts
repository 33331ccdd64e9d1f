import { fileURLToPath } from 'node:url';

/** The folder of the project: two above that of the compiled benchmark, `<build>/bench`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file that was built; `path` is below dist/, such as where its source is, with the suffix `.js`. */
export function built(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
