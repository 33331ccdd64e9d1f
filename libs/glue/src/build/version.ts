import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the package.json of the running code, or `unknown`. */
export function version(): string {
  let folder = import.meta.dirname;
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return versionIn(readFileSync(file, 'utf8'));
  }
  return 'unknown';
}

function versionIn(json: string): string {
  return (JSON.parse(json) as { version?: string }).version ?? 'unknown';
}
