import { type KeyObject, sign, verify } from 'node:crypto';
import { PRODUCT } from '#glue/product';
import type { TokenClaims } from './token-claims.js';

const PURPOSE = `${PRODUCT}/user-token`;

/**
 * What auth signs of a token: the UTF-8 of a JSON array of the purpose and the claims in this order,
 * `null` for one that is missing. The tokens of calls, which the same key signs, never begin with a
 * bracket.
 */
function signedBytes({ unique_id, sid, chain, iat, exp }: TokenClaims): Buffer {
  return Buffer.from(JSON.stringify([PURPOSE, unique_id, sid, chain ?? null, iat, exp]));
}

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

/** The parts of the claim `sig`. */
export interface ClaimsSignature {
  readonly keyId: string;
  readonly signature: Buffer;
}

const SIGNATURE = /^([\w-]{43})\.([\w-]{86})$/;

/** `undefined` for a malformed one. */
export function readSignature(sig: string): ClaimsSignature | undefined {
  const [, keyId, signature] = SIGNATURE.exec(sig) ?? [];
  return keyId && signature ? { keyId, signature: Buffer.from(signature, 'base64url') } : undefined;
}

export function isSignedBy(key: KeyObject, claims: TokenClaims, signature: Buffer): boolean {
  return verify(null, signedBytes(claims), key, signature);
}
