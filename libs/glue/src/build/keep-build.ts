import { holdFile } from '../lock/index.js';
import { buildFile } from './build-folder.js';

/**
 * Keeps the folder that this process runs from for as long as it lives: builds that come later
 * leave it alone, so that pages and code can still be read from it.
 */
export function keepBuild(): void {
  const file = buildFile();
  if (file) holdFile(file);
}
