import { holdFile } from '../lock/index.js';
import { buildFile } from './build-folder.js';

/**
 * Keeps the build of this process until it ends: later builds do not delete it, so that its pages
 * and code stay readable.
 */
export function keepBuild(): void {
  const file = buildFile();
  if (file) holdFile(file);
}
