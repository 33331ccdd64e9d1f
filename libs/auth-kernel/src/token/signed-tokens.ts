import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isSignedBy, type PublicKeys } from '#glue/keys';
import { authContract } from '../auth.contract.js';
import { tokenExpired, tokenRejected } from './rejected-tokens.js';
import {
  MAX_TOKEN_LENGTH,
  signedBytes,
  tokenClaims,
  type TokenClaims,
  TokenVerifier,
  type VerifiedToken,
} from './token-verifier.js';

const MAX_CACHED_TOKENS = 10_000;
const MAX_CACHED_REJECTIONS = 1_000;
/** The signature of HS256, which only auth can verify, has 43 characters. */
const SHAPE = /^[\w-]+\.([\w-]+)\.[\w-]{43}$/;

const signedClaims = tokenClaims.extend({ sig: z.string().optional() });

/**
 * Checks tokens by the public keys of auth, in processes without its secret. The signature of the
 * claims proves that auth has made them; that no other part of a token was changed is confirmed by auth
 * with its session. Therefore a session is cached by the hash of its whole token.
 *
 * The cheap checks are first: length, shape, claims, expiry. Verifying a signature costs about 0.1 ms,
 * so results are cached, also bad ones (`npm run bench -- --part calls`).
 */
export class SignedTokens extends TokenVerifier {
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: MAX_CACHED_TOKENS });
  private readonly rejected = new LRUCache<string, true>({ max: MAX_CACHED_REJECTIONS });

  constructor(private readonly keys: Pick<PublicKeys, 'get' | 'find'>) {
    super();
  }

  override check(token: string): VerifiedToken {
    if (token.length > MAX_TOKEN_LENGTH) throw tokenRejected();
    const known = this.verified.get(token) ?? this.verify(token);
    if (known.claims.exp * 1_000 > Date.now()) return known;
    this.verified.delete(token);
    throw tokenExpired();
  }

  private verify(token: string): VerifiedToken {
    const cacheKey = hash('sha256', token, 'base64url');
    if (this.rejected.has(cacheKey)) throw tokenRejected();
    const { sig, ...claims } = read(token);
    if (claims.exp * 1_000 <= Date.now()) throw tokenExpired();
    const isSigned = sig !== undefined && this.verifySignature(claims, sig, cacheKey);
    const result = { claims, cacheKey, isSigned };
    // Without a signature any client can make tokens: they must not displace the others.
    if (isSigned) this.verified.set(token, result);
    return result;
  }

  /** Whether auth has signed the claims; `false` if its key is not known, or not yet: auth is asked. */
  private verifySignature(claims: TokenClaims, sig: string, cacheKey: string): boolean {
    const isSigned = isSignedBy(authContract.name, signedBytes(claims), sig, this.keys);
    if (isSigned !== false) return isSigned ?? false;
    this.rejected.set(cacheKey, true);
    throw tokenRejected();
  }
}

/** @throws ServiceError `unauthenticated` if it is no token of ours by its shape */
function read(token: string): z.output<typeof signedClaims> {
  const [, payload] = SHAPE.exec(token) ?? [];
  if (!payload) throw tokenRejected();
  try {
    return signedClaims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  } catch (cause) {
    throw tokenRejected(cause);
  }
}
