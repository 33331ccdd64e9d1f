import { randomBytes } from 'node:crypto';
import { signedBytes } from '#auth-kernel';
import { generateKey, keyId, publicKeyOf, readPrivateKey, signBytes } from '#glue/keys';
import { createSigner } from 'fast-jwt';
import { SESSION_HOURS } from './database/seed.js';
import { emailOf, type Profile, sessionIdOf, uniqueIdOf, visitorIds } from './database/profile.js';

/** The secret of all contestants, generated for this run. */
export const JWT_SECRET = randomBytes(48).toString('base64');
/** The key that seals secrets in databases, of which no request that is compared stores one. */
export const DATA_KEY = randomBytes(32).toString('base64');
/** The key with which todo calls auth in another process. */
export const TODO_KEY = generateKey();
/** The key of auth, which signs users' tokens. */
export const AUTH_KEY = generateKey();
/** The public key of mail, which is not compared, and calls auth in no process. */
export const MAIL_PUBLIC_KEYS = publicKeyOf(generateKey());

/** A user with a session, who sends requests. */
export interface Visitor {
  userId: number;
  email: string;
  token: string;
}

const signing = { key: readPrivateKey(AUTH_KEY), keyId: await keyId(readPrivateKey(AUTH_KEY)) };

/**
 * All users with a session, each with a token signed like the product's: by the secret, and by the key
 * of auth for other processes. It has `user_id` too, which the product ignores, so that a peer needs no
 * user lookup.
 */
export function visitorsOf(profile: Profile): Visitor[] {
  const sign = createSigner({ key: JWT_SECRET, algorithm: 'HS256' });
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + SESSION_HOURS * 3600;
  return visitorIds(profile).map((userId) => {
    const claims = { unique_id: uniqueIdOf(userId), sid: sessionIdOf(userId), iat, exp };
    const sig = signBytes(signedBytes(claims), signing);
    return {
      userId,
      email: emailOf(userId),
      token: sign({ ...claims, sig, user_id: userId }),
    };
  });
}
