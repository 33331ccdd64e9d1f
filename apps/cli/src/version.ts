import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of the package, or of the project, that this file is in. */
export function ownVersion(folder = dirname(fileURLToPath(import.meta.url))): string {
  const text = textIn(join(folder, 'package.json')) ?? '{}';
  const { version } = JSON.parse(text) as { version?: string };
  if (version !== undefined) return version; // that of a build has none
  return folder === dirname(folder) ? 'unknown' : ownVersion(dirname(folder));
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
