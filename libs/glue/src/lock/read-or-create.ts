import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';

/**
 * The text of a file. If there is none, it is created with the text of `make`, mode 0600. Concurrent
 * callers get the same text, also in other processes.
 */
export async function readOrCreate(path: string, make: () => string): Promise<string> {
  await makeFolder(dirname(path));
  return (await readIfThere(path)) ?? (await createOnce(path, make()));
}

/** The text of a file, or `undefined` if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Safe for concurrent starts: link() is exclusive, and exposes complete files only. */
async function createOnce(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, 'utf8');
}
