import { statement } from '#glue/db';
import type { LoginUser } from '../../core/ports/users.dal.js';

interface LoginRow extends LoginUser {
  /** The number of the request, from 1. */
  n: number;
}

/** $1 emails, $2 an address for each. OFFSET 0 prevents joins, which would scan a small table. */
export const FIND_FOR_LOGIN = statement<LoginRow>(
  'auth.find-for-login',
  `SELECT wanted.n::integer AS n, u.*, k.last_login_at AS "lastLoginFromHere"
   FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (email, address, n)
   CROSS JOIN LATERAL (
     SELECT id, unique_id AS "uniqueId", email, password_hash AS "passwordHash",
       session_generation AS "sessionGeneration", email_verified_at IS NOT NULL AS "isEmailVerified",
       role, disabled_at AS "disabledAt",
       EXISTS (SELECT FROM auth.totp_seeds WHERE user_id = users.id AND is_confirmed)
         OR EXISTS (SELECT FROM auth.passkeys WHERE user_id = users.id) AS "hasSecondFactor"
     FROM auth.users WHERE email = wanted.email OFFSET 0
   ) AS u
   LEFT JOIN LATERAL (
     SELECT last_login_at FROM auth.known_addresses
     WHERE user_id = u.id AND address = wanted.address OFFSET 0
   ) AS k ON true`,
);

/** $1 user id. */
export const HOLD_GENERATION = statement<{ generation: number }>(
  'auth.hold-generation',
  'SELECT session_generation AS generation FROM auth.users WHERE id = $1 FOR KEY SHARE',
);

/**
 * $1 user id, $2 address, $3 time, $4 how many others to keep. Stores nothing for a deleted user.
 * Skips rows that another login of the user is deleting.
 */
export const NOTE_LOGIN = statement(
  'auth.note-login',
  `WITH removed AS (
     DELETE FROM auth.known_addresses WHERE user_id = $1 AND address IN (
       SELECT address FROM auth.known_addresses WHERE user_id = $1 AND address <> $2
       ORDER BY last_login_at DESC OFFSET $4 FOR UPDATE SKIP LOCKED
     )
   )
   INSERT INTO auth.known_addresses AS k (user_id, address, last_login_at)
   SELECT users.id, $2, $3::timestamptz FROM auth.users WHERE users.id = $1 FOR KEY SHARE
   ON CONFLICT (user_id, address) DO UPDATE
     SET last_login_at = greatest(k.last_login_at, excluded.last_login_at)`,
);

/** $1 time, $2 limit. Skips rows that another process has locked. */
export const FORGET_ADDRESSES = statement<{ user_id: number }>(
  'auth.forget-addresses',
  `DELETE FROM auth.known_addresses WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM auth.known_addresses WHERE last_login_at < $1
     ORDER BY last_login_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING user_id`,
);
