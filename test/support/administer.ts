import { runTool } from './reconcile.js';
import type { RunningSystem } from './topology.js';

/** Runs `npm run admin` as an operator of auth does: without the address by which others reach auth. */
export function administer(
  { folder, env }: Pick<RunningSystem, 'folder' | 'env'>,
  ...args: string[]
) {
  return runTool({ folder, env: { ...env, AUTH_API_URL: undefined } }, 'admin', ...args);
}
