import { z } from 'zod';
import { PRODUCT } from '#glue/product';

const PURPOSE = `${PRODUCT}/user-token`;
/** The characters of our ids. Other text is never sent to a database. */
const id = z.string().regex(/^[\w-]{1,128}$/);

/**
 * The claims of a token. `unique_id` is the user's public id, `sid` the session, and `chain` the
 * session chain, which tokens of earlier versions lack. `iat` and `exp` are in seconds since 1970;
 * `exp` is the session's absolute deadline. There is no `aud`: strict clients refuse an audience
 * that they did not request.
 */
export const tokenClaims = z.object({
  unique_id: id,
  sid: id,
  chain: id.optional(),
  iat: z.int(),
  exp: z.int(),
});

export type TokenClaims = z.output<typeof tokenClaims>;

/**
 * What auth signs of a token: the UTF-8 of a JSON array of the purpose and the claims in this order,
 * `null` for one that is missing. The tokens of calls, which the same key signs, never begin with a
 * bracket.
 */
export function signedBytes({ unique_id, sid, chain, iat, exp }: TokenClaims): Buffer {
  return Buffer.from(JSON.stringify([PURPOSE, unique_id, sid, chain ?? null, iat, exp]));
}

/** A token that this process could check, and what it says. */
export interface VerifiedToken {
  readonly claims: Readonly<TokenClaims>;
  /** Where the session of this token is cached. Two tokens share a key only if both are auth's. */
  readonly cacheKey: string;
  /** Whether auth has signed the claims for certain. Otherwise auth is asked before the token counts. */
  readonly isSigned: boolean;
}

/** Our tokens have about 550 characters; much longer ones are refused without hashing. */
export const MAX_TOKEN_LENGTH = 1_024;

/** Checks the tokens of clients, without their sessions. */
export abstract class TokenVerifier {
  /** @throws ServiceError `unauthenticated` for a token that is malformed, forged or expired */
  abstract check(token: string): VerifiedToken;
}
