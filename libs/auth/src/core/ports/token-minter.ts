import { type TokenClaims, TokenVerifier } from '#auth-kernel';

/** Makes the tokens of clients, and checks its own. */
export abstract class TokenMinter extends TokenVerifier {
  /** Deterministic: the same claims and keys give the same token. */
  abstract sign(claims: TokenClaims): string;
}
