import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { copyFolder } from '#glue/lock';
import { madeOnce } from './migrated-template.js';

const BUILD = fileURLToPath(new URL('../../dist', import.meta.url));
const run = promisify(execFile);

/** Copies the template of an empty embedded database into a data folder, for each of `contexts`. */
export async function fillDataDir(dataDir: string, contexts: string[]): Promise<void> {
  const template = process.env['TEST_TEMPLATE'];
  if (!template) throw new Error('TEST_TEMPLATE is not set: run tests with the jest config');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (const context of contexts) {
    copyFolder(template, join(dataDir, context));
  }
}

/**
 * The same, with the tables of the built contexts, as their apps would create them at their first start. Without a
 * build the databases are empty.
 */
export async function fillMigratedDataDir(dataDir: string, contexts: string[]): Promise<void> {
  if (!existsSync(BUILD)) return fillDataDir(dataDir, contexts);
  const build = await realpath(BUILD);
  const template = await madeOnce(build, async (folder) => {
    await fillDataDir(folder, contexts);
    const env = { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], DATA_DIR: folder };
    await run(process.execPath, [join(build, 'tools/migrate.js'), 'run'], { env, cwd: folder });
  });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (const context of contexts) {
    copyFolder(join(template, context), join(dataDir, context));
  }
}
