import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the processes of one test to work in. */
export async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'seam-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
