import { z } from 'zod';

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
