import { TokenExpiredError } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { ServiceError } from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';
import type { HmacKeys } from './hmac-keys.js';
import { noteRejectedToken } from './rejected-tokens.js';
import { tokenClaims, type TokenClaims } from './token-claims.js';

const MAX_CACHED_TOKENS = 10_000;
/** A token of ours has some 350 characters; what is much longer need not be hashed at all. */
const MAX_TOKEN_LENGTH = 1024;

/** Signs and verifies the tokens that clients carry. */
export class TokenService {
  private readonly verified = new LRUCache<string, TokenClaims>({ max: MAX_CACHED_TOKENS });

  constructor(private readonly keys: HmacKeys) {}

  /** The same claims give the same token, as long as the secret is the same. */
  sign(claims: TokenClaims): string {
    return this.keys.sign(claims);
  }

  /**
   * The claims of a token that this system signed and that has not expired. A
   * token found good is remembered until it expires, since verifying costs more
   * than looking it up. Says nothing of whether the session still lives.
   *
   * @throws ServiceError `unauthenticated` for any other token.
   */
  verify(token: string): TokenClaims {
    if (token.length > MAX_TOKEN_LENGTH) throw rejected();
    const claims = this.verified.get(token) ?? this.verifySignature(token);
    if (claims.exp * 1000 > Date.now()) return claims;
    this.verified.delete(token);
    throw expired();
  }

  private verifySignature(token: string): TokenClaims {
    try {
      const claims = Object.freeze(tokenClaims.parse(this.keys.verify(token)));
      this.verified.set(token, claims);
      return claims;
    } catch (cause) {
      if (cause instanceof TokenExpiredError) throw expired();
      throw rejected(cause);
    }
  }
}

function rejected(cause?: unknown): ServiceError {
  noteRejectedToken();
  return new ServiceError(authKernelErrors.unauthenticated, { cause });
}

function expired(): ServiceError {
  return new ServiceError(authKernelErrors.unauthenticated, {
    message: 'The token has expired. Log in again.',
  });
}
