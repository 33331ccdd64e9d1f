import { createPrivateKey, createPublicKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { CallerKeys } from './library.js';

const LIFE_SECONDS = 60;
const REUSE_MS = 30_000;
const PRIVATE = { format: 'der', type: 'pkcs8' } as const;
const PUBLIC = { format: 'der', type: 'spki' } as const;

/** Signs the tokens of a caller; each is used for half a minute, as here. */
export function signer({ privateKey }: CallerKeys): () => Promise<string> {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), ...PRIVATE });
  let [token, at] = [Promise.resolve(''), -Infinity];
  return () => {
    if (Date.now() - at > REUSE_MS) {
      at = Date.now();
      token = new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer('caller')
        .setAudience('provider')
        .setIssuedAt()
        .setExpirationTime(`${LIFE_SECONDS}s`)
        .sign(key);
    }
    return token;
  };
}

/** Verifies the header `authorization`; a token that was verified before is looked up until it expires. */
export function verifier({ publicKey }: CallerKeys) {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), ...PUBLIC });
  const verified = new Map<string, number>();
  return async (authorization = ''): Promise<void> => {
    const until = verified.get(authorization);
    if (until !== undefined && Date.now() < until) return;
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), key, {
      algorithms: ['EdDSA'],
      issuer: 'caller',
      audience: 'provider',
    });
    verified.set(authorization, payload.exp! * 1_000);
  };
}
