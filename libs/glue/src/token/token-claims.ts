import { z } from 'zod';

/**
 * What a token says. `unique_id` is the user's public id, `sid` names the
 * session; `iat` and `exp` are seconds since 1970, `exp` being the session's
 * absolute deadline. There is no `aud`: strict clients refuse one they did not
 * ask for.
 */
export const tokenClaims = z.object({
  unique_id: z.string().min(1),
  sid: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
});

export type TokenClaims = z.output<typeof tokenClaims>;
