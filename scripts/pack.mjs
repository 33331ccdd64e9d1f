// Packs the seam, and each kernel, as packages of npm in dist/packages: `npm run pack`.
// docs/decisions/0078-packages.md says what is in them.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './build/project.mjs';
import { compile } from './pack/compile.mjs';
import { libraries } from './pack/libraries.mjs';
import { planOf } from './pack/plan.mjs';
import { writePackage } from './pack/write-package.mjs';

const target = join(ROOT, 'dist', 'packages');
const work = await mkdtemp(join(tmpdir(), 'pack-'));
try {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const compiling = libraries().map((library) => compile(library, join(work, library.name)));
  // All of them end before the folder is removed, also if one fails.
  await Promise.allSettled(compiling);
  const compiled = await Promise.all(compiling);
  for (const plan of planOf(compiled)) {
    process.stdout.write(`${join(target, await writePackage(plan, work, target))}\n`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
