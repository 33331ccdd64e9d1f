import { ServiceError } from '#glue/errors';
import { authErrors } from '../auth.errors.js';
import type { Credentials } from '../core/users/credentials.service.js';

const BASIC = /^Basic +([A-Za-z0-9+/_-]+={0,2}) *$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Email and password of an `Authorization: Basic` header (RFC 7617, in UTF-8).
 *
 * @throws ServiceError `invalid_credentials` for a malformed or missing header, as
 * for wrong credentials.
 */
export function basicCredentials(authorization: string | undefined): Credentials {
  const encoded = authorization?.match(BASIC)?.[1];
  if (!encoded) throw new ServiceError(authErrors.invalid_credentials);
  const pair = decode(encoded);
  const colon = pair.indexOf(':');
  if (colon < 1 || pair.includes('\0')) throw new ServiceError(authErrors.invalid_credentials);
  return { email: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function decode(encoded: string): string {
  try {
    return utf8.decode(Buffer.from(encoded, 'base64'));
  } catch (cause) {
    throw new ServiceError(authErrors.invalid_credentials, { cause });
  }
}
