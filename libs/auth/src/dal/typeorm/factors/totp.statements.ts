import { statement } from '#glue/db';

export interface SeedRow {
  id: string;
  sealed: string;
  createdAt: Date;
}

/** $1 user id, $2 id, $3 sealed seed, $4 created. Adds nothing for a deleted user. */
export const OFFER_SEED = statement(
  'auth.offer-totp-seed',
  `INSERT INTO auth.totp_seeds AS t (user_id, is_confirmed, id, sealed_seed, created_at, last_step)
   SELECT users.id, false, $2::uuid, $3::text, $4::timestamptz, NULL::bigint
   FROM auth.users WHERE users.id = $1 FOR KEY SHARE
   ON CONFLICT (user_id, is_confirmed) DO UPDATE
     SET id = excluded.id, sealed_seed = excluded.sealed_seed, created_at = excluded.created_at`,
);

/** $1 user id, $2 whether it is confirmed. */
export const FIND_SEED = statement<SeedRow>(
  'auth.find-totp-seed',
  `SELECT id, sealed_seed AS sealed, created_at AS "createdAt"
   FROM auth.totp_seeds WHERE user_id = $1 AND is_confirmed = $2`,
);

/** $1 id, $2 as it was sealed, $3 sealed with the current key. */
export const SEAL_SEED_ANEW = statement(
  'auth.seal-totp-seed-anew',
  'UPDATE auth.totp_seeds SET sealed_seed = $3 WHERE id = $1 AND sealed_seed = $2',
);

/** $1 user id, $2 id of an offered seed: without it, the confirmed one stays. Before {@link CONFIRM_SEED}. */
export const REMOVE_CONFIRMED_SEED = statement(
  'auth.remove-confirmed-totp-seed',
  `DELETE FROM auth.totp_seeds WHERE user_id = $1 AND is_confirmed AND EXISTS (
     SELECT FROM auth.totp_seeds AS offered
     WHERE offered.user_id = $1 AND offered.id = $2 AND NOT offered.is_confirmed
   )`,
);

/** $1 user id, $2 id, $3 the step of the code that has confirmed it. */
export const CONFIRM_SEED = statement<{ id: string }>(
  'auth.confirm-totp-seed',
  `UPDATE auth.totp_seeds SET is_confirmed = true, last_step = $3
   WHERE user_id = $1 AND id = $2 AND NOT is_confirmed RETURNING id`,
);

/** $1 id, $2 step. Of two at once, the second one waits, and finds the step used. */
export const SPEND_STEP = statement<{ id: string }>(
  'auth.spend-totp-step',
  `UPDATE auth.totp_seeds SET last_step = $2
   WHERE id = $1 AND is_confirmed AND last_step < $2 RETURNING id`,
);

/** $1 user id. */
export const REMOVE_SEEDS = statement<{ wasConfirmed: boolean }>(
  'auth.remove-totp-seeds',
  'DELETE FROM auth.totp_seeds WHERE user_id = $1 RETURNING is_confirmed AS "wasConfirmed"',
);

/** $1 time, $2 limit. Skips rows that another process has locked. `-infinity`: see session-housekeeping.ts. */
export const SWEEP_SEEDS = statement<{ id: string }>(
  'auth.sweep-totp-seeds',
  `DELETE FROM auth.totp_seeds WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM auth.totp_seeds
     WHERE NOT is_confirmed AND created_at > '-infinity' AND created_at < $1
     ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING id`,
);
