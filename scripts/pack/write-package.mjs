import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../build/project.mjs';
import { withNamedImports } from './imports.mjs';
import { manifestOf } from './manifest.mjs';

const run = promisify(execFile);

/**
 * Writes a package to a folder, and packs it.
 *
 * @returns the name of the tarball in `target`
 */
export async function writePackage(plan, work, target) {
  const folder = join(work, plan.name, 'package');
  for (const [path, text] of plan.files) {
    const file = join(folder, 'dist', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, plan.isBase ? text : withNamedImports(path, text, plan));
  }
  const manifest = manifestOf(plan);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  await writeReadme(plan, manifest, join(folder, 'README.md'));
  return tarballOf(folder, target);
}

/** Packs a folder. @returns the name of the tarball in `target` */
export async function tarballOf(folder, target) {
  const options = ['pack', '--json', '--ignore-scripts', '--pack-destination', target];
  const { stdout } = await run('npm', options, { cwd: folder });
  return JSON.parse(stdout)[0].filename;
}

async function writeReadme({ name, base }, manifest, path) {
  const own = join(ROOT, 'libs', name, 'README.md');
  if (existsSync(own)) return cp(own, path);
  const needed = manifest.name.replace(name, base);
  const text = `# ${manifest.name}\n\n${manifest.description}. Its README is that of \`${needed}\`.\n`;
  return writeFile(path, text);
}
