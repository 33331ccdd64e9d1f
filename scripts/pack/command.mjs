import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../build/project.mjs';
import { tarballOf } from './write-package.mjs';

const ROLLDOWN = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
const run = promisify(execFile);
const SOURCES = join(ROOT, 'apps/cli');
/** In the package. */
const PROGRAM = 'dist/cli.js';

/**
 * Packs the command of users: one file, which imports nothing but Node.
 *
 * @returns the name of the tarball in `target`; `undefined` if the project has no command
 */
export async function packCommand(work, target) {
  if (!existsSync(SOURCES)) return undefined;
  const folder = join(work, 'command');
  await bundle(join(folder, PROGRAM));
  await chmod(join(folder, PROGRAM), 0o755);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(SOURCES, 'README.md'), join(folder, 'README.md'));
  return tarballOf(folder, target);
}

async function bundle(file) {
  const config = join(ROOT, 'scripts/pack/command.config.mjs');
  const env = { ...process.env, COMMAND_FILE: file };
  await run(process.execPath, [ROLLDOWN, '-c', config], { cwd: ROOT, env });
}

function manifest() {
  const { name, version, license, engines } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const [, command] = /COMMAND = '([^']+)'/.exec(
    readFileSync(join(SOURCES, 'src/product.ts'), 'utf8'),
  );
  return {
    name: `@${name}/cli`,
    version,
    description: 'The to-do list on the command line',
    license,
    type: 'module',
    engines,
    files: ['dist'],
    bin: { [command]: PROGRAM },
    dependencies: {},
    peerDependencies: {},
  };
}
