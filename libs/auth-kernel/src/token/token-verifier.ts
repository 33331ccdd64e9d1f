import type { TokenClaims } from './token-claims.js';

/** A token that this process could check, and what it says. */
export interface VerifiedToken {
  readonly claims: Readonly<TokenClaims>;
  /** Where the session of this token is cached. Two tokens share a key only if both are auth's. */
  readonly cacheKey: string;
  /**
   * Whether auth has signed the claims for certain. Otherwise only auth can tell: it is asked before
   * the token counts.
   */
  readonly isSigned: boolean;
}

/** Checks the tokens of clients, without their sessions. */
export abstract class TokenVerifier {
  /** @throws ServiceError `unauthenticated` for a token that is malformed, forged or expired */
  abstract check(token: string): VerifiedToken;
}
