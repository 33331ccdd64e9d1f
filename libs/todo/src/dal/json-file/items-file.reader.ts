import { readFile } from 'node:fs/promises';
import { damaged, original, unusable } from './items-file.start-errors.js';
import { originalTaskFile, taskFile, type ItemsFile, taskFileShape } from './items-file.schema.js';

/**
 * The content of a task file, or `undefined` if there is no such file.
 *
 * @param lenient whether to accept content that `reconcile` can repair
 * @throws StartError if it cannot be read, or has other content.
 */
export async function readTaskFile(path: string, lenient: boolean): Promise<ItemsFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, error);
  }
  return parse(path, text, lenient);
}

function parse(path: string, text: string, lenient: boolean): ItemsFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged(path, 'it is not JSON');
  }
  const result = (lenient ? taskFileShape : taskFile).safeParse(json);
  if (result.success) return result.data;
  if (originalTaskFile.safeParse(json).success) throw original(path);
  const [issue] = result.error.issues;
  throw damaged(path, `${issue!.path.join('.') || 'content'}: ${issue!.message}`);
}
