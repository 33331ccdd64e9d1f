import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
/** Git ignores it, and `npm ci` empties it. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const NEEDED =
  'This test needs python3 (3.11 or later) with venv and pip, and a package index of Python ' +
  '(on Debian: apt-get install python3-venv).';

/**
 * Installs Schemathesis in the versions of requirements.txt, unless it is there.
 *
 * @returns the path of its program
 * @throws Error with the requirements
 */
export async function installSchemathesis(): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
  const folder = join(CACHE, `schemathesis-${digest.slice(0, 16)}`);
  const done = join(folder, 'done');
  if (!existsSync(done)) await install(folder, done);
  return join(folder, 'bin', 'schemathesis');
}

async function install(folder: string, done: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder]);
    const python = join(folder, 'bin', 'python');
    await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
    await writeFile(done, '');
  } catch (cause) {
    throw new Error(`${NEEDED}\n${(cause as Error).message}`, { cause });
  }
}
