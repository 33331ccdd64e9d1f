import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cleanup } from '../cleanup.js';
import { optionsOf } from '../node-options.js';
import { ROOT } from '../paths.js';

const run = promisify(execFile);

/** A built version of the product. */
export interface Version {
  name: string;
  /** The folder of its checkout. */
  folder: string;
  /** The arguments of Node for its monolith. */
  command: string[];
}

/** The version of this checkout. */
export function presentVersion(): Version {
  return versionIn(ROOT, 'this version');
}

/**
 * Builds another version in a separate folder, with the packages of this checkout if they are the
 * same, else with its own, which npm installs.
 *
 * @param reference a commit, tag or branch of this repository
 * @param root the checkout
 */
export async function buildVersion(
  reference: string,
  cleanup: Cleanup,
  root = ROOT,
): Promise<Version> {
  const folder = join(await mkdtemp(join(tmpdir(), 'version-')), 'checkout');
  await run('git', ['worktree', 'add', '--detach', folder, reference], { cwd: root });
  cleanup.add(async () => {
    await run('git', ['worktree', 'remove', '--force', folder], { cwd: root });
    await rm(join(folder, '..'), { recursive: true, force: true });
  });
  await addPackages(folder, root);
  await run('npm', ['run', 'build'], { cwd: folder });
  return versionIn(folder, reference);
}

async function addPackages(folder: string, root: string): Promise<void> {
  const [own, present] = await Promise.all(
    [folder, root].map((each) => readFile(join(each, 'package-lock.json'), 'utf8')),
  );
  if (own === present) await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  else await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
}

/** The Node options are those of its own `npm start`. */
function versionIn(folder: string, name: string): Version {
  const main = join(folder, 'dist/apps/monolith/bundle/main.js');
  return { name, folder, command: [...optionsOf(folder), main] };
}
