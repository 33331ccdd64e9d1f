import { readFile } from 'node:fs/promises';
import { damaged, original, unusable } from './items-file.start-errors.js';
import {
  originalItemsFile,
  itemsFile,
  type ItemsFile,
  itemsFileShape,
} from './items-file.schema.js';

/**
 * The content of an items file, or `undefined` if there is no such file.
 *
 * @param lenient whether to accept content that `reconcile` can repair
 * @throws StartError if it cannot be read, or is not an items file
 */
export async function readItemsFile(
  path: string,
  lenient: boolean,
): Promise<ItemsFile | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : unusable(path)(error),
  );
  return text === undefined ? undefined : parse(path, text, lenient);
}

function parse(path: string, text: string, lenient: boolean): ItemsFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged(path, 'it is not JSON');
  }
  const result = (lenient ? itemsFileShape : itemsFile).safeParse(json);
  if (result.success) return result.data;
  if (originalItemsFile.safeParse(json).success) throw original(path);
  const [issue] = result.error.issues;
  throw damaged(path, `${issue!.path.join('.') || 'content'}: ${issue!.message}`);
}
