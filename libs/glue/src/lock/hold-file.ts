import { openSync } from 'node:fs';
import { tryLock } from 'fs-native-extensions';

/**
 * Holds a shared lock on a file until this process ends. A process that needs an exclusive lock
 * must wait until then.
 */
export function holdFile(path: string): void {
  tryLock(openSync(path, 'r'), { shared: true });
}
