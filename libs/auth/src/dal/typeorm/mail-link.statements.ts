import { statement } from '#glue/db';
import type { MailLink } from '../../core/ports/mail-links.dal.js';

/** $1 hash, $2 purpose, $3 user id, $4 expiry, $5 email. Adds nothing for a deleted user. */
export const ADD_LINK = statement(
  'auth.add-mail-link',
  `INSERT INTO auth.mail_links (token_hash, purpose, user_id, expires_at, email)
   SELECT $1, $2, users.id, $4::timestamptz, $5 FROM auth.users WHERE users.id = $3 FOR KEY SHARE
   RETURNING token_hash`,
);

/** $1 hash, $2 purposes. */
export const FIND_LINK = statement<Omit<MailLink, 'email'> & { email: string | null }>(
  'auth.find-mail-link',
  `SELECT token_hash AS "tokenHash", purpose, user_id AS "userId", expires_at AS "expiresAt", email
   FROM auth.mail_links WHERE token_hash = $1 AND purpose = ANY ($2::text[])`,
);

/** $1 user id, $2 purpose, $3 expiry: links that undo a change, and expire before, are kept. */
export const CONSUME_LINKS = statement<{ tokenHash: string }>(
  'auth.consume-mail-links',
  `DELETE FROM auth.mail_links
   WHERE user_id = $1 AND purpose = $2 AND (purpose <> 'email-undo' OR expires_at >= $3)
   RETURNING token_hash AS "tokenHash"`,
);

/** $1 user id. */
export const REMOVE_LINKS = statement(
  'auth.remove-mail-links',
  "DELETE FROM auth.mail_links WHERE user_id = $1 AND purpose <> 'email-undo'",
);

/** $1 user id, $2 email, $3 time. */
export const REMOVE_UNDO_LINKS = statement<{ tokenHash: string }>(
  'auth.remove-undo-links',
  `DELETE FROM auth.mail_links WHERE user_id = $1 AND purpose = 'email-undo' AND expires_at >= (
     SELECT min(expires_at) FROM auth.mail_links
     WHERE user_id = $1 AND purpose = 'email-undo' AND email = $2 AND expires_at > $3
   ) RETURNING token_hash AS "tokenHash"`,
);

/** $1 time, $2 limit. Skips rows that another process has locked. */
export const SWEEP_LINKS = statement<{ tokenHash: string }>(
  'auth.sweep-mail-links',
  `DELETE FROM auth.mail_links WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM auth.mail_links WHERE expires_at > '-infinity' AND expires_at < $1
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING token_hash AS "tokenHash"`,
);
