import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PRODUCT } from '#glue/product';
import { tokenRejected } from './rejected-tokens.js';

/** How access tokens begin, so that scanners find leaked ones: docs/access-tokens.md has the pattern. */
export const ACCESS_TOKEN_PREFIX = `${PRODUCT.replaceAll('-', '_')}_pat_`;

export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The random characters of a token: 238 bits. */
export const SECRET_LENGTH = 40;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(
  `^${ACCESS_TOKEN_PREFIX}([0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

/** The CRC-32 of the random characters, in base 62. A mistyped token is refused without a lookup. */
export function checksumOf(secret: string): string {
  let text = '';
  for (let rest = crc32(secret); text.length < CHECKSUM_LENGTH; rest = Math.floor(rest / 62)) {
    text = BASE62[rest % 62]! + text;
  }
  return text;
}

/** The SHA-256 of a token, in base64url: what auth stores of it. */
export function hashOfAccessToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

/**
 * @throws ServiceError `unauthenticated` for text that is no access token by its form or its checksum.
 * Any client can make others: only auth knows which exist.
 */
export function assertAccessToken(token: string): void {
  const [, secret, checksum] = SHAPE.exec(token) ?? [];
  if (!secret || checksumOf(secret) !== checksum) throw tokenRejected();
}

/** Where the session of the access token with this hash is cached. No session id has a colon. */
export function cacheKeyOfAccessToken(tokenHash: string): string {
  return `pat:${tokenHash}`;
}
