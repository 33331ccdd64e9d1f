import { TokenExpiredError } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import {
  MAX_TOKEN_LENGTH,
  signedBytes,
  tokenClaims,
  type TokenClaims,
  tokenExpired,
  tokenRejected,
  type VerifiedToken,
} from '#auth-kernel';
import { signBytes, type SigningKey } from '#glue/keys';
import { TokenMinter } from '../core/ports/token-minter.js';
import type { HmacKeys } from './hmac-keys.js';

const MAX_CACHED_TOKENS = 10_000;

/**
 * Tokens by the secret of auth (HS256). A verified one is cached until it expires, because verifying
 * costs more than a lookup (`npm run bench -- --part calls`).
 */
export class JwtTokens extends TokenMinter {
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: MAX_CACHED_TOKENS });

  /** @param signing the key of auth, if other processes verify its tokens */
  constructor(
    private readonly keys: HmacKeys,
    private readonly signing?: SigningKey,
  ) {
    super();
  }

  override sign(claims: TokenClaims): string {
    if (!this.signing) return this.keys.sign(claims);
    return this.keys.sign({ ...claims, sig: signBytes(signedBytes(claims), this.signing) });
  }

  override check(token: string): VerifiedToken {
    if (token.length > MAX_TOKEN_LENGTH) throw tokenRejected();
    const known = this.verified.get(token) ?? this.verifySignature(token);
    if (known.claims.exp * 1000 > Date.now()) return known;
    this.verified.delete(token);
    throw tokenExpired();
  }

  private verifySignature(token: string): VerifiedToken {
    try {
      const claims = Object.freeze(tokenClaims.parse(this.keys.verify(token)));
      const known = { claims, cacheKey: claims.sid, isSigned: true };
      this.verified.set(token, known);
      return known;
    } catch (cause) {
      if (cause instanceof TokenExpiredError) throw tokenExpired();
      throw tokenRejected(cause);
    }
  }
}
