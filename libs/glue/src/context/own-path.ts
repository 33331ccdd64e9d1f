import { resolve } from 'node:path';
import type { ServerConfig } from '../config/index.js';
import { databaseOptions, embeddedDirectory } from '../db/index.js';
import type { Context } from './context.js';

/**
 * What only one process can have open: the file of a context, or the directory of its embedded
 * database; `undefined` on PostgreSQL. The lock is beside it.
 */
export function ownPath(context: Context, config: ServerConfig): string | undefined {
  const file = context.ownFile?.(config);
  if (file !== undefined) return resolve(file);
  const { url, dataDir, context: name } = databaseOptions(context.database, config);
  return url ? undefined : embeddedDirectory(dataDir, name);
}
