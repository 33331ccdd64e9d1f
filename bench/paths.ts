import { fileURLToPath } from 'node:url';

/** The folder of the project: two above that of the compiled benchmark, `<build>/bench`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A built file; `path` is relative to dist/, like its source, with the suffix `.js`. */
export function built(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
