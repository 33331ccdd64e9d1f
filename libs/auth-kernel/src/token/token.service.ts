import { TokenExpiredError } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import type { HmacKeys } from './hmac-keys.js';
import { type SigningKey, signClaims } from './signed-claims.js';
import { tokenClaims, type TokenClaims } from './token-claims.js';
import { expired, rejected } from './rejected-tokens.js';
import { TokenVerifier, type VerifiedToken } from './token-verifier.js';

const MAX_CACHED_TOKENS = 10_000;
/** Our tokens have about 550 characters; much longer ones are refused without hashing. */
const MAX_TOKEN_LENGTH = 1024;

/** Signs and verifies the tokens of clients, where auth runs. */
export class TokenService extends TokenVerifier {
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: MAX_CACHED_TOKENS });

  /** @param signing the key of auth, if other processes verify its tokens */
  constructor(
    private readonly keys: HmacKeys,
    private readonly signing?: SigningKey,
  ) {
    super();
  }

  /** Deterministic: the same claims and keys give the same token. */
  sign(claims: TokenClaims): string {
    if (!this.signing) return this.keys.sign(claims);
    return this.keys.sign({ ...claims, sig: signClaims(claims, this.signing) });
  }

  /**
   * The claims of a token that this system signed and that has not expired. The result is cached
   * until the token expires, because verifying costs more than a lookup (`npm run bench -- --part
   * calls`). Does not check the session.
   *
   * @throws ServiceError `unauthenticated` for any other token.
   */
  verify(token: string): TokenClaims {
    return this.check(token).claims;
  }

  override check(token: string): VerifiedToken {
    if (token.length > MAX_TOKEN_LENGTH) throw rejected();
    const known = this.verified.get(token) ?? this.verifySignature(token);
    if (known.claims.exp * 1000 > Date.now()) return known;
    this.verified.delete(token);
    throw expired();
  }

  private verifySignature(token: string): VerifiedToken {
    try {
      const claims = Object.freeze(tokenClaims.parse(this.keys.verify(token)));
      const known = { claims, cacheKey: claims.sid, isSigned: true };
      this.verified.set(token, known);
      return known;
    } catch (cause) {
      if (cause instanceof TokenExpiredError) throw expired();
      throw rejected(cause);
    }
  }
}
