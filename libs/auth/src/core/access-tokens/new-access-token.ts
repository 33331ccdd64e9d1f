import { randomInt } from 'node:crypto';
import { ACCESS_TOKEN_PREFIX, BASE62, checksumOf, SECRET_LENGTH } from '#auth-kernel';

/** A token of random characters and their checksum. */
export function newAccessToken(): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => BASE62[randomInt(BASE62.length)]);
  return ACCESS_TOKEN_PREFIX + secret.join('') + checksumOf(secret.join(''));
}
