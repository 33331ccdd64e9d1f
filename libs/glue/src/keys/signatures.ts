import { type KeyObject, sign, verify } from 'node:crypto';
import type { PublicKeys } from './public-keys.js';

/** The id of a key, and an Ed25519 signature. */
const SIGNATURE = /^([\w-]{43})\.([\w-]{86})$/;

/** A private key, and its id. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly keyId: string;
}

/**
 * The id of the key (RFC 7638), a dot, and the Ed25519 signature of `bytes` (RFC 8032) in
 * base64url. Deterministic.
 */
export function signBytes(bytes: Buffer, { key, keyId }: SigningKey): string {
  return `${keyId}.${sign(null, bytes, key).toString('base64url')}`;
}

/**
 * Whether the context `owner` has signed `bytes`. `undefined` if the key is not known: the keys are
 * then read again in the background.
 */
export function isSignedBy(
  owner: string,
  bytes: Buffer,
  signature: string,
  keys: Pick<PublicKeys, 'get' | 'find'>,
): boolean | undefined {
  const [, id, text] = SIGNATURE.exec(signature) ?? [];
  if (!id || !text) return false;
  const known = keys.get(id);
  if (known) {
    return known.owner === owner && verify(null, bytes, known.key, Buffer.from(text, 'base64url'));
  }
  keys.find(id).catch(() => undefined);
  return undefined;
}
