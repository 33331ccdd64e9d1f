import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
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
 * Installs Schemathesis in the versions of requirements.txt, unless it is there. Two specs may do so at
 * once: the one that is ready first gives the folder its name.
 *
 * @returns the path of a Python that has it as the module `schemathesis.cli`
 * @throws Error with the requirements
 */
export async function installSchemathesis(): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
  const folder = join(CACHE, `schemathesis-${digest.slice(0, 16)}`);
  if (!existsSync(folder)) await install(folder);
  return join(folder, 'bin', 'python');
}

async function install(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await run('python3', ['-m', 'venv', draft]);
    const python = join(draft, 'bin', 'python');
    await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
    await rename(draft, folder);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (existsSync(folder)) return;
    throw new Error(`${NEEDED}\n${(cause as Error).message}`, { cause });
  }
}
