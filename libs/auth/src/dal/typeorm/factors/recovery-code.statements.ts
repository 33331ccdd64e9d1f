import { statement } from '#glue/db';

/** $1 user id. */
export const REMOVE_CODES = statement(
  'auth.remove-recovery-codes',
  'DELETE FROM auth.recovery_codes WHERE user_id = $1',
);

/** $1 user id, $2 hashes. Adds nothing for a deleted user. */
export const ADD_CODES = statement(
  'auth.add-recovery-codes',
  `INSERT INTO auth.recovery_codes (user_id, code_hash)
   SELECT owner.id, hash FROM (
     SELECT users.id FROM auth.users WHERE users.id = $1 FOR KEY SHARE
   ) AS owner CROSS JOIN unnest($2::text[]) AS hash`,
);

/** $1 user id, $2 hash. Of two at once, one deletes the row. */
export const SPEND_CODE = statement<{ hash: string }>(
  'auth.spend-recovery-code',
  'DELETE FROM auth.recovery_codes WHERE user_id = $1 AND code_hash = $2 RETURNING code_hash AS hash',
);

/** $1 user id. */
export const COUNT_CODES = statement<{ count: number }>(
  'auth.count-recovery-codes',
  'SELECT count(*)::integer AS count FROM auth.recovery_codes WHERE user_id = $1',
);
