import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../build/project.mjs';

const TSC = join(ROOT, 'node_modules/typescript-7/bin/tsc');
const run = promisify(execFile);

/**
 * Compiles a library with all that its entry imports, types included, and nothing else: tsc follows
 * the imports.
 *
 * @param folder is created
 * @returns the library with its files, by their paths below libs/
 */
export async function compile(library, folder) {
  await mkdir(folder);
  const config = join(folder, 'tsconfig.json');
  await writeFile(config, JSON.stringify(configOf(library, folder)));
  try {
    await run(process.execPath, [TSC, '-p', config], { cwd: ROOT });
  } catch (error) {
    throw new Error(`${library.name} does not compile:\n${error.stdout}`, { cause: error });
  }
  const out = join(folder, 'out');
  const names = await readdir(out, { recursive: true, withFileTypes: true });
  const files = new Map();
  for (const each of names.filter((entry) => entry.isFile())) {
    const path = join(each.parentPath, each.name);
    files.set(path.slice(out.length + 1), await readFile(path, 'utf8'));
  }
  return { ...library, files };
}

function configOf({ entry }, folder) {
  const libs = join(ROOT, 'libs');
  return {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      sourceMap: false,
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
      rootDir: libs,
      outDir: join(folder, 'out'),
    },
    // Types of packages that have none are declared in files that nothing imports.
    include: [join(libs, '**/*.d.ts')],
    exclude: [],
    files: [join(libs, `${entry}.ts`)],
  };
}
