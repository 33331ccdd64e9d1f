import { statement } from '#glue/db';
import type { Invitation } from '../../../core/ports/administration/invitations.dal.js';

/** $1 email, $2 hash, $3 who has invited, $4 expiry. */
export const PUT_INVITATION = statement(
  'auth.put-invitation',
  `INSERT INTO auth.invitations (email, token_hash, created_by, expires_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (email) DO UPDATE SET token_hash = excluded.token_hash,
     created_by = excluded.created_by, expires_at = excluded.expires_at`,
);

const COLUMNS =
  'email, token_hash AS "tokenHash", created_by AS "createdBy", expires_at AS "expiresAt"';

/** $1 email. */
export const LOCK_INVITATION = statement<Invitation>(
  'auth.lock-invitation',
  `SELECT ${COLUMNS} FROM auth.invitations WHERE email = $1 FOR UPDATE`,
);

/** $1 hash. */
export const FIND_INVITATION = statement<Invitation>(
  'auth.find-invitation',
  `SELECT ${COLUMNS} FROM auth.invitations WHERE token_hash = $1`,
);

/** $1 hash. */
export const CONSUME_INVITATION = statement<{ email: string }>(
  'auth.consume-invitation',
  'DELETE FROM auth.invitations WHERE token_hash = $1 RETURNING email',
);

/** $1 time, $2 limit. Skips locked rows. `-infinity`: see session-housekeeping.ts. */
export const SWEEP_INVITATIONS = statement<{ email: string }>(
  'auth.sweep-invitations',
  `WITH expired AS (
     SELECT email FROM auth.invitations WHERE expires_at > '-infinity' AND expires_at < $1
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   DELETE FROM auth.invitations USING expired WHERE invitations.email = expired.email
   RETURNING invitations.email`,
);
