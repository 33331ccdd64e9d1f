import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerConfig, TokenConfig } from '../config/index.js';
import { StartError } from '../errors/index.js';

const FILE_NAME = 'jwt-secret';

/**
 * The secret that tokens are signed with: `JWT_SECRET`, or in development one
 * that is generated once and kept in `DATA_DIR` (mode 0600), so that every
 * process of one checkout shares it and logins survive a restart.
 *
 * @throws StartError when the file cannot be kept there.
 */
export async function signingSecret(
  config: Pick<ServerConfig, 'DATA_DIR'> & TokenConfig,
): Promise<string> {
  if (config.JWT_SECRET) return config.JWT_SECRET;
  const path = join(config.DATA_DIR, FILE_NAME);
  try {
    await mkdir(config.DATA_DIR, { recursive: true });
    return (await readIfThere(path)) ?? (await createOnce(path));
  } catch (error) {
    throw new StartError(
      `DATA_DIR: the development secret cannot be kept in ${path}: ${(error as Error).message}. ` +
        'Make the folder writable, or set JWT_SECRET.',
    );
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Two processes that start at once agree on one: linking is exclusive, and shows only whole files. */
async function createOnce(path: string): Promise<string> {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  await writeFile(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, 'utf8');
}
