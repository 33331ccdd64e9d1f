import { statement } from '#glue/db';
import type { FreshSession } from '../../core/ports/sessions.dal.js';

export interface SessionRow extends FreshSession {
  replaced_by: string | null;
  replaced_at: Date | null;
}

/** A session without a chain, of an earlier version, is the first of one. */
const COLUMNS = `
  id, coalesce(chain_id, id) AS "chainId", user_id AS "userId", created_at AS "createdAt",
  last_used_at AS "lastUsedAt", expires_at AS "expiresAt", replaced_by, replaced_at,
  (SELECT users.unique_id FROM auth.users WHERE users.id = sessions.user_id) AS "uniqueId"`;

/** $1 ids. OFFSET 0 prevents a join, which would scan a small table. */
export const FIND_SESSIONS = statement<SessionRow>(
  'auth.find-sessions',
  `SELECT s.*
   FROM unnest($1::text[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM auth.sessions WHERE id = wanted.id OFFSET 0) AS s`,
);

/**
 * $1 id, $2 chain, $3 user id, $4 created, $5 last used, $6 expires. Waits for a running deletion
 * of the user; afterwards the user does not exist, and nothing is added.
 */
export const CREATE_SESSION = statement(
  'auth.create-session',
  `INSERT INTO auth.sessions (
     id, chain_id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at
   )
   SELECT $1, $2, users.id, $4, $5, $6, NULL, NULL::timestamptz FROM auth.users WHERE users.id = $3 FOR KEY SHARE`,
);

/** $1 id, $2 last used, $3 unless it was used after that. */
export const TOUCH_SESSION = statement(
  'auth.touch-session',
  'UPDATE auth.sessions SET last_used_at = $2 WHERE id = $1 AND last_used_at <= $3',
);

/**
 * $1 to $6 the successor, as in {@link CREATE_SESSION}, $7 the session to replace, $8 replaced
 * sessions of the chain from before this time are deleted. Returns a row if the session was
 * replaced.
 *
 * Locks are taken in the order of a user's deletion: the user, then sessions. One session is added
 * and one is deleted, so that a chain stays short. A session that another process is deleting is
 * skipped, to prevent deadlocks.
 */
export const REPLACE_SESSION = statement(
  'auth.replace-session',
  `WITH owner AS (
     SELECT id FROM auth.users WHERE id = $3 FOR KEY SHARE
   ), replaced AS (
     UPDATE auth.sessions SET replaced_by = $1, replaced_at = $4 FROM owner
     WHERE sessions.id = $7 AND sessions.replaced_by IS NULL
     RETURNING sessions.id
   ), forgotten AS (
     DELETE FROM auth.sessions WHERE id = (
       SELECT id FROM auth.sessions WHERE chain_id = $2 AND replaced_at < $8
       LIMIT 1 FOR UPDATE SKIP LOCKED
     )
   )
   INSERT INTO auth.sessions (
     id, chain_id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at
   )
   SELECT $1, $2, $3, $4, $5, $6, NULL, NULL::timestamptz FROM replaced
   RETURNING id`,
);

/**
 * $1 the chain, or a session whose chain is unknown. Returns the deleted sessions. A session of an
 * earlier version is found by its id only.
 */
export const END_CHAIN = `
  WITH first AS (
    DELETE FROM auth.sessions WHERE id = $1 RETURNING ${COLUMNS}
  ), others AS (
    DELETE FROM auth.sessions WHERE chain_id = $1 AND id <> $1 RETURNING ${COLUMNS}
  )
  SELECT * FROM first UNION ALL SELECT * FROM others`;

/** $1 user id. Returns the deleted sessions. */
export const END_ALL_SESSIONS = statement<Pick<SessionRow, 'id' | 'replaced_by'>>(
  'auth.end-all-sessions',
  'DELETE FROM auth.sessions WHERE user_id = $1 RETURNING id, replaced_by',
);
