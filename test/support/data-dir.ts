import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFolder } from '#glue/lock';

/** Copies the template of an empty embedded database into a data folder, for each of `contexts`. */
export async function fillDataDir(dataDir: string, contexts: string[]): Promise<void> {
  const template = process.env['TEST_TEMPLATE'];
  if (!template) throw new Error('TEST_TEMPLATE is not set: run tests with the jest config');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (const context of contexts) {
    copyFolder(template, join(dataDir, context));
  }
}
