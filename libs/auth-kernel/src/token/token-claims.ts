import { z } from 'zod';

/** Ids of ours hold nothing else; what does is no database's to be asked about. */
const id = z.string().regex(/^[\w-]{1,128}$/);

/**
 * What a token says. `unique_id` is the user's public id, `sid` names the
 * session, and `chain` the chain of sessions that replaced each other, which tokens
 * of an earlier version lack; `iat` and `exp` are seconds since 1970, `exp` being the session's
 * absolute deadline. There is no `aud`: strict clients refuse one they did not
 * ask for.
 */
export const tokenClaims = z.object({
  unique_id: id,
  sid: id,
  chain: id.optional(),
  iat: z.int(),
  exp: z.int(),
});

export type TokenClaims = z.output<typeof tokenClaims>;
