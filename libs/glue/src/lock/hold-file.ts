import { openSync } from 'node:fs';
import { tryLock } from 'fs-native-extensions';

/**
 * Shares a lock on a file until this process ends, however it ends. Whoever wants the file for
 * themselves has to wait until then.
 */
export function holdFile(path: string): void {
  tryLock(openSync(path, 'r'), { shared: true });
}
