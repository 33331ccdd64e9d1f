import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';

/**
 * Keys of contexts: Ed25519 (RFC 8032). As text they are PKCS #8 and SPKI in DER and base64, the
 * middle line of what `openssl pkey` prints.
 */
const PRIVATE = { format: 'der', type: 'pkcs8' } as const;
const PUBLIC = { format: 'der', type: 'spki' } as const;

/** A new private key, as text. */
export function generateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export(PRIVATE).toString('base64');
}

/** The public key of a private one, as text. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(readPrivateKey(privateKey)).export(PUBLIC).toString('base64');
}

/** @throws Error without the text, which is secret */
export function readPrivateKey(text: string): KeyObject {
  try {
    return ed25519(createPrivateKey({ key: Buffer.from(text, 'base64'), ...PRIVATE }));
  } catch {
    throw new Error('is no private key of Ed25519 in base64');
  }
}

/** @throws Error */
export function readPublicKey(text: string): KeyObject {
  try {
    return ed25519(createPublicKey({ key: Buffer.from(text, 'base64'), ...PUBLIC }));
  } catch {
    throw new Error('is no public key of Ed25519 in base64');
  }
}

/** The id of a key, the same for its private and its public half: its thumbprint (RFC 7638). */
export function keyId(key: KeyObject): Promise<string> {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return calculateJwkThumbprint(jwk);
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('another kind of key');
  return key;
}
