import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts } from '#contexts';
import { fillDataDir } from '../support/data-dir.js';

/** Where the processes keep their data below it, unless a test says otherwise. */
const DATA_DIR = '.data';

/** Where the processes of one test work. */
export interface Folder {
  path: string;
  dataDir: string;
  remove(): Promise<void>;
}

/** A folder for the processes of one test to work in, with empty embedded databases at hand. */
export async function openFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'seam-test-'));
  await fillDataDir(join(path, DATA_DIR), Object.keys(contexts));
  return {
    path,
    dataDir: join(path, DATA_DIR),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
