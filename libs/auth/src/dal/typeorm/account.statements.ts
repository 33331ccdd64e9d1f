import { statement } from '#glue/db';
import type { Account } from '../../core/ports/accounts.dal.js';

const ACCOUNT = `
  id, unique_id AS "uniqueId", email, email_verified_at AS "emailVerifiedAt", created_at AS "createdAt",
  password_hash IS NOT NULL AS "hasPassword", disabled_at AS "disabledAt", role, name, locale, time_zone AS "timeZone"`;

/** $1 id. */
export const FIND_ACCOUNT = statement<Account>(
  'auth.find-account',
  `SELECT ${ACCOUNT} FROM auth.users WHERE id = $1`,
);

/** $1 ids. */
export const FIND_ACCOUNTS = statement<Account>(
  'auth.find-accounts',
  `SELECT ${ACCOUNT} FROM auth.users WHERE id = ANY($1::bigint[])`,
);

/** $1 id. */
export const LOCK_ACCOUNT = statement<Account>(
  'auth.lock-account',
  `SELECT ${ACCOUNT} FROM auth.users WHERE id = $1 FOR UPDATE`,
);

/** $1 id, $2 whether the name is given, $3 the name, and so on for locale and time zone. */
export const CHANGE_PROFILE = statement<Account>(
  'auth.change-profile',
  `UPDATE auth.users SET
     name = CASE WHEN $2 THEN $3 ELSE name END,
     locale = CASE WHEN $4 THEN $5 ELSE locale END,
     time_zone = CASE WHEN $6 THEN $7 ELSE time_zone END
   WHERE id = $1 RETURNING ${ACCOUNT}`,
);

/** $1 id, $2 email, $3 time. The first proof counts. */
export const VERIFY_EMAIL = statement<{ id: number }>(
  'auth.verify-email',
  `UPDATE auth.users SET email_verified_at = coalesce(email_verified_at, $3::timestamptz)
   WHERE id = $1 AND email = $2 RETURNING id`,
);

/** $1 email, $2 user id, $3 time. Whether another user has this email, or it is reserved for one. */
export const FIND_TAKEN = statement<{ taken: number }>(
  'auth.find-taken-email',
  `SELECT 1 AS taken FROM auth.users WHERE email = $1 AND id <> $2
   UNION ALL
   SELECT 1 FROM auth.reserved_emails WHERE email = $1 AND user_id <> $2 AND until > $3`,
);

/** $1 id, $2 email, $3 time. */
export const CHANGE_EMAIL = statement(
  'auth.change-email',
  'UPDATE auth.users SET email = $2, email_verified_at = $3::timestamptz WHERE id = $1',
);

/** $1 email, $2 user id, $3 until. */
export const RESERVE_EMAIL = statement(
  'auth.reserve-email',
  `INSERT INTO auth.reserved_emails (email, user_id, until) VALUES ($1, $2, $3)
   ON CONFLICT (email) DO UPDATE SET user_id = excluded.user_id, until = excluded.until`,
);

/** $1 email. */
export const RELEASE_EMAIL = statement(
  'auth.release-email',
  'DELETE FROM auth.reserved_emails WHERE email = $1',
);

/** $1 id. */
export const REMOVE_PASSWORD = statement(
  'auth.remove-password',
  'UPDATE auth.users SET password_hash = NULL WHERE id = $1',
);

/** $1 time, $2 limit. Skips rows that another process has locked. */
export const SWEEP_RESERVED = statement<{ email: string }>(
  'auth.sweep-reserved-emails',
  `DELETE FROM auth.reserved_emails WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM auth.reserved_emails WHERE until > '-infinity' AND until < $1
     ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING email`,
);
