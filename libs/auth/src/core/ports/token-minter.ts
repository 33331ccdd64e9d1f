import { type TokenClaims, TokenVerifier } from '#auth-kernel';

/** Makes the tokens of clients, and verifies its own. */
export abstract class TokenMinter extends TokenVerifier {
  /** Deterministic: the same claims and keys give the same token. */
  abstract sign(claims: TokenClaims): string;

  /**
   * The claims of a token that auth has made and that has not expired. Does not check the session.
   *
   * @throws ServiceError `unauthenticated` for any other token
   */
  verify(token: string): Readonly<TokenClaims> {
    return this.check(token).claims;
  }
}
