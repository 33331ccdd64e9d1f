import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { ItemsFile } from './items-file.schema.js';

/** Writes a temporary file, syncs it, renames it over the file, and syncs the folder. */
export async function writeItemsFile(path: string, content: ItemsFile): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(content)}\n`, { mode: 0o600, fsync: true });
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}
