import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ServerConfig } from '#glue/config';
import { StartError } from '#glue/errors';
import { readOrCreate } from '#glue/lock';
import type { TokenConfig } from '../token.config.js';

const FILE_NAME = 'jwt-secret';
const MIN_BYTES = 32;

/**
 * The secret that signs tokens: `JWT_SECRET`, or in development a secret that is generated once in
 * `DATA_DIR` (mode 0600), so that all processes of a checkout share it and sessions survive a
 * restart.
 *
 * @throws StartError if the file cannot be written.
 */
export async function signingSecret(
  config: Pick<ServerConfig, 'DATA_DIR'> & Pick<TokenConfig, 'JWT_SECRET'>,
): Promise<string> {
  if (config.JWT_SECRET) return config.JWT_SECRET;
  const path = join(config.DATA_DIR, FILE_NAME);
  try {
    return requireMinBytes(await readOrCreate(path, () => randomBytes(48).toString('base64url')));
  } catch (error) {
    throw new StartError(
      `DATA_DIR: the development secret cannot be written to ${path}: ${(error as Error).message}. ` +
        'Make the folder writable, set DATA_DIR to another one, or set JWT_SECRET.',
    );
  }
}

/** A power failure may leave an empty file, which must never sign tokens. */
function requireMinBytes(secret: string): string {
  if (Buffer.byteLength(secret) >= MIN_BYTES) return secret;
  throw new Error(`it has less than ${MIN_BYTES} bytes; remove it to have another one generated`);
}
