import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Cleanup } from '../cleanup.js';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('../../../', import.meta.url));

/** A built version of the product. */
export interface Version {
  name: string;
  /** What Node is started with to run its monolith. */
  command: string[];
}

/** The version that this checkout holds. */
export function presentVersion(): Promise<Version> {
  return versionIn(HERE, 'this version');
}

/**
 * Builds another version in a folder of its own, with the packages of this checkout.
 *
 * @param reference a commit, tag or branch of this repository
 */
export async function buildVersion(reference: string, cleanup: Cleanup): Promise<Version> {
  const folder = join(await mkdtemp(join(tmpdir(), 'seam-version-')), 'seam');
  await run('git', ['worktree', 'add', '--detach', folder, reference], { cwd: HERE });
  cleanup.add(async () => {
    await run('git', ['worktree', 'remove', '--force', folder], { cwd: HERE });
    await rm(join(folder, '..'), { recursive: true, force: true });
  });
  await symlink(join(HERE, 'node_modules'), join(folder, 'node_modules'));
  await run('npm', ['run', 'build'], { cwd: folder });
  return versionIn(folder, reference);
}

/** The options of Node are those of its own `npm start`. */
async function versionIn(folder: string, name: string): Promise<Version> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { start } = (JSON.parse(text) as { scripts: { start: string } }).scripts;
  const options = start.split(' ').filter((word) => word.startsWith('--'));
  return { name, command: [...options, join(folder, 'dist/apps/monolith/bundle/main.js')] };
}
