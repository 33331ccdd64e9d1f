import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts } from '#contexts';
import { fillDataDir } from '../support/data-dir.js';

/** The data folder of the processes below it, unless a test sets another one. */
const DATA_DIR = '.data';

/** The working folder of the processes of one test. */
export interface Folder {
  path: string;
  dataDir: string;
  remove(): Promise<void>;
}

/** A working folder for the processes of one test, with empty embedded databases. */
export async function openFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'test-'));
  await fillDataDir(join(path, DATA_DIR), Object.keys(contexts));
  return {
    path,
    dataDir: join(path, DATA_DIR),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
