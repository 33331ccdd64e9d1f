import { statement } from '#glue/db';

/** A session as it is stored, and its user's public id. */
export interface SessionRow {
  id: string;
  chain_id: string;
  user_id: number;
  unique_id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  replaced_by: string | null;
  replaced_at: Date | null;
}

/** Of a row of `sessions`. One without a chain, of an earlier version, began one of its own. */
const COLUMNS = `
  id, coalesce(chain_id, id) AS chain_id, user_id, created_at, last_used_at, expires_at,
  replaced_by, replaced_at,
  (SELECT users.unique_id FROM auth.users WHERE users.id = sessions.user_id) AS unique_id`;

/**
 * $1 ids. Those of the sessions that are there. OFFSET 0 keeps their lookups apart: joined,
 * PostgreSQL would read the whole of a small table.
 */
export const FIND_SESSIONS = statement<SessionRow>(
  'auth.find-sessions',
  `SELECT s.*
   FROM unnest($1::text[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM auth.sessions WHERE id = wanted.id OFFSET 0) AS s`,
);

/** $1 user id. */
export const LIST_SESSIONS = statement<SessionRow>(
  'auth.list-sessions',
  `SELECT ${COLUMNS} FROM auth.sessions WHERE user_id = $1 AND replaced_by IS NULL`,
);

/**
 * $1 id, $2 chain, $3 user id, $4 created, $5 last used, $6 expires. Waits for a deletion of
 * the user that is under way; afterwards there is no user to add it to.
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
 * $1 to $6 the successor, as in {@link CREATE_SESSION}, $7 the session that it replaces,
 * $8 a session of the chain that was replaced before then is forgotten. A row if it
 * was replaced.
 *
 * The order of locks is that of a deletion of the user: the user, then sessions. One session
 * is added and one is removed, so that a chain stays short. It is passed over while another process
 * removes it: the two could wait for each other.
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
 * $1 the chain, or a session whose chain is not known. The sessions that it removed. One of an
 * earlier version is found by its id only.
 */
export const END_CHAIN = statement<SessionRow>(
  'auth.end-chain',
  `WITH first AS (
     DELETE FROM auth.sessions WHERE id = $1 RETURNING ${COLUMNS}
   ), others AS (
     DELETE FROM auth.sessions WHERE chain_id = $1 AND id <> $1 RETURNING ${COLUMNS}
   )
   SELECT * FROM first UNION ALL SELECT * FROM others`,
);

/** $1 user id. The sessions that it removed. */
export const END_ALL_SESSIONS = statement<Pick<SessionRow, 'id' | 'replaced_by'>>(
  'auth.end-all-sessions',
  'DELETE FROM auth.sessions WHERE user_id = $1 RETURNING id, replaced_by',
);
