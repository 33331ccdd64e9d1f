import { fileURLToPath } from 'node:url';

/** A compiled file of this project; `path` is where its source is, with the suffix `.js`. */
export function built(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
