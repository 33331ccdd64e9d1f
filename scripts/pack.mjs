// Packs the seam, each kernel, the client, and the command, as packages of npm in dist/packages:
// `npm run pack`, or in another folder, which is emptied: `npm run pack -- <folder>`.
// docs/decisions/0078-packages.md and 0128-a-typed-client.md say what is in them; 0130-a-command.md
// has the command.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT } from './build/project.mjs';
import { packCommand } from './pack/command.mjs';
import { compile } from './pack/compile.mjs';
import { CLIENT, libraries } from './pack/libraries.mjs';
import { planOf } from './pack/plan.mjs';
import { writePackage } from './pack/write-package.mjs';

const target = resolve(process.argv[2] ?? join(ROOT, 'dist', 'packages'));
const work = await mkdtemp(join(tmpdir(), 'pack-'));
try {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const compiling = [CLIENT, ...libraries()].map((library) =>
    compile(library, join(work, library.name)),
  );
  // All of them end before the folder is removed, also if one fails.
  await Promise.allSettled(compiling);
  const [client, ...compiled] = await Promise.all(compiling);
  for (const plan of [...planOf([client]), ...planOf(compiled)]) {
    process.stdout.write(`${join(target, await writePackage(plan, work, target))}\n`);
  }
  const command = await packCommand(work, target);
  if (command) process.stdout.write(`${join(target, command)}\n`);
} finally {
  await rm(work, { recursive: true, force: true });
}
