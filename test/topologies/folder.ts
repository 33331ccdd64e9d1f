import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts } from '#contexts';
import { fillDataDir, fillMigratedDataDir } from '../support/data-dir.js';

/** The data folder of the processes below it, unless a test sets another one. */
const DATA_DIR = '.data';

/** The working folder of the processes of one test. */
export interface Folder {
  path: string;
  dataDir: string;
  remove(): Promise<void>;
}

/** How the embedded databases of a folder are filled. */
const FILL = {
  /** As apps of this build leave them: a test that does not begin with a first start saves its work. */
  migrated: fillMigratedDataDir,
  /** For the first start of an app, of this or another version. */
  empty: fillDataDir,
  /** For processes on PostgreSQL. */
  none: async () => undefined,
};

export type Databases = keyof typeof FILL;

/** A working folder for the processes of one test. */
export async function openFolder(databases: Databases = 'migrated'): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'test-'));
  const dataDir = join(path, DATA_DIR);
  await FILL[databases](dataDir, Object.keys(contexts));
  return { path, dataDir, remove: () => rm(path, { recursive: true, force: true }) };
}
