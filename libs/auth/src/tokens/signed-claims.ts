import { type KeyObject, sign } from 'node:crypto';
import { signedBytes, type TokenClaims } from '#auth-kernel';

/** The private key of auth, and its id. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly keyId: string;
}

/**
 * The claim `sig`: the id of the key (RFC 7638), a point, and the Ed25519 signature (RFC 8032) in
 * base64url. Deterministic.
 */
export function signClaims(claims: TokenClaims, { key, keyId }: SigningKey): string {
  return `${keyId}.${sign(null, signedBytes(claims), key).toString('base64url')}`;
}
