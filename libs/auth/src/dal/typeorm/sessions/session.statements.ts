import { statement } from '#glue/db';
import type { FreshSession } from '../../../core/ports/sessions.dal.js';
import type { Role } from '../../../core/ports/users.dal.js';

export interface SessionRow extends Omit<FreshSession, 'login'> {
  replaced_by: string | null;
  replaced_at: Date | null;
  logged_in_at: Date | null;
  proved_at: Date | null;
  generation: number;
  is_remembered: boolean;
  device: string | null;
  address: string | null;
  role: Role;
}

export type CheckedRow = Pick<
  SessionRow,
  'id' | 'userId' | 'lastUsedAt' | 'expiresAt' | 'is_remembered' | 'role'
> & { uniqueId: string };

const UNIQUE_ID = '(SELECT users.unique_id FROM auth.users WHERE users.id = sessions.user_id)';

/** A session without a chain, of an earlier version, is the first of one. */
const COLUMNS = `
  id, coalesce(chain_id, id) AS "chainId", user_id AS "userId", created_at AS "createdAt",
  last_used_at AS "lastUsedAt", expires_at AS "expiresAt", replaced_by, replaced_at,
  logged_in_at, generation, is_remembered, device, address, role, proved_at,
  ${UNIQUE_ID} AS "uniqueId"`;

/** $1 id. */
export const FIND_SESSION = statement<SessionRow>(
  'auth.find-session',
  `SELECT ${COLUMNS} FROM auth.sessions WHERE id = $1`,
);

/**
 * $1 ids. Every check of a session waits for it, so it reads what a check needs only (docs/performance.md).
 * OFFSET 0 prevents a join, which would scan a small table.
 */
export const CHECK_SESSIONS = statement<CheckedRow>(
  'auth.check-sessions',
  `SELECT s.*
   FROM unnest($1::text[]) AS wanted (id)
   CROSS JOIN LATERAL (
     SELECT id, user_id AS "userId", ${UNIQUE_ID} AS "uniqueId", last_used_at AS "lastUsedAt",
       expires_at AS "expiresAt", is_remembered, role
     FROM auth.sessions WHERE id = wanted.id AND replaced_by IS NULL OFFSET 0
   ) AS s`,
);

/** $1 user id. Without those past their absolute deadline, which the housekeeping will delete. */
export const LIST_SESSIONS = statement<SessionRow>(
  'auth.list-sessions',
  `SELECT ${COLUMNS} FROM auth.sessions
   WHERE user_id = $1 AND replaced_by IS NULL AND expires_at > now()`,
);

/** $1 a chain. OFFSET 0: the index of all current sessions must not look better than those of chains. */
export const CURRENT_SESSION = statement<SessionRow>(
  'auth.current-session',
  `SELECT * FROM (
     SELECT ${COLUMNS} FROM auth.sessions WHERE id = $1
     UNION ALL
     SELECT ${COLUMNS} FROM auth.sessions WHERE chain_id = $1 AND id <> $1
     OFFSET 0
   ) AS chain WHERE replaced_by IS NULL LIMIT 1`,
);

/**
 * $1 id, $2 chain, $3 user id, $4 created, $5 last used, $6 expires, $7 login, $8 generation,
 * $9 remembered, $10 device, $11 address, $12 role, $13 proven. Waits for a running deletion of the user,
 * or of all earlier sessions; afterwards nothing is added. Returns how many sessions the user has.
 */
export const CREATE_SESSION = statement<{ count: number }>(
  'auth.create-session',
  `INSERT INTO auth.sessions (
     id, chain_id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at,
     logged_in_at, generation, is_remembered, device, address, role, proved_at
   )
   SELECT $1, $2, users.id, $4, $5, $6, NULL, NULL::timestamptz, $7::timestamptz, $8, $9, $10, $11, $12,
     $13::timestamptz
   FROM auth.users WHERE users.id = $3 AND users.session_generation = $8 FOR KEY SHARE
   RETURNING (
     SELECT count(*) + 1 FROM auth.sessions
     WHERE user_id = $3 AND replaced_by IS NULL AND expires_at > $4
   )::integer AS count`,
);

/** $1 id, $2 last used, $3 unless it was used after that. */
export const TOUCH_SESSION = statement(
  'auth.touch-session',
  'UPDATE auth.sessions SET last_used_at = $2 WHERE id = $1 AND last_used_at <= $3',
);

/**
 * $1 to $13 the successor, as in {@link CREATE_SESSION}, $14 the session to replace, $15 replaced
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
     WHERE sessions.id = $14 AND sessions.replaced_by IS NULL
     RETURNING sessions.id
   ), forgotten AS (
     DELETE FROM auth.sessions WHERE id = (
       SELECT id FROM auth.sessions WHERE chain_id = $2 AND replaced_at < $15
       LIMIT 1 FOR UPDATE SKIP LOCKED
     )
   )
   INSERT INTO auth.sessions (
     id, chain_id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at,
     logged_in_at, generation, is_remembered, device, address, role, proved_at
   )
   SELECT $1, $2, $3, $4, $5, $6, NULL, NULL::timestamptz, $7::timestamptz, $8, $9, $10, $11, $12,
     $13::timestamptz
   FROM replaced
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

/** $1 user id, $2 generation, $3 a chain to keep. */
export const END_EARLIER_SESSIONS = statement(
  'auth.end-earlier-sessions',
  `DELETE FROM auth.sessions
   WHERE user_id = $1 AND generation < $2 AND coalesce(chain_id, id) IS DISTINCT FROM $3`,
);

/** $1 user id. Returns the deleted sessions. */
export const END_ALL_SESSIONS = statement<Pick<SessionRow, 'id' | 'replaced_by'>>(
  'auth.end-all-sessions',
  'DELETE FROM auth.sessions WHERE user_id = $1 RETURNING id, replaced_by',
);
