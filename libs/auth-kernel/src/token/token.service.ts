import { TokenExpiredError } from '@nestjs/jwt';
import { LRUCache } from 'lru-cache';
import { ServiceError } from '#glue/errors';
import { authKernelErrors } from '../auth-kernel.errors.js';
import type { HmacKeys } from './hmac-keys.js';
import { noteRejectedToken } from './rejected-tokens.js';
import { tokenClaims, type TokenClaims } from './token-claims.js';

const MAX_CACHED_TOKENS = 10_000;
/** Our tokens have about 350 characters; much longer ones are refused without hashing. */
const MAX_TOKEN_LENGTH = 1024;

/** Signs and verifies the tokens of clients. */
export class TokenService {
  private readonly verified = new LRUCache<string, TokenClaims>({ max: MAX_CACHED_TOKENS });

  constructor(private readonly keys: HmacKeys) {}

  /** Deterministic: the same claims and secret give the same token. */
  sign(claims: TokenClaims): string {
    return this.keys.sign(claims);
  }

  /**
   * The claims of a token that this system signed and that has not expired. The result is cached
   * until the token expires, because verifying costs more than a lookup (`npm run bench -- --part
   * calls`). Does not check the session.
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
