import { statement } from '#glue/db';

/** A session as it is stored. */
export interface SessionRow {
  id: string;
  user_id: number;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  replaced_by: string | null;
  replaced_at: Date | null;
}

/**
 * $1 ids. Those of the sessions that are there. OFFSET 0 keeps their lookups apart: joined,
 * PostgreSQL would read the whole of a small table.
 */
export const FIND_SESSIONS = statement<SessionRow>(
  'auth.find-sessions',
  `SELECT s.*
   FROM unnest($1::text[]) AS wanted (id)
   CROSS JOIN LATERAL (
     SELECT id, user_id, created_at, last_used_at, expires_at, replaced_by, replaced_at
     FROM sessions WHERE id = wanted.id OFFSET 0
   ) AS s`,
);

/**
 * $1 now. Sweeps out what has expired, but passes over what somebody else is removing: two
 * who wait for each other's rows would hang.
 */
export const SWEEP_SESSIONS = statement(
  'auth.sweep-sessions',
  `DELETE FROM sessions WHERE id IN (
     SELECT id FROM sessions WHERE expires_at < $1 FOR UPDATE SKIP LOCKED
   )`,
);

/**
 * $1 id, $2 user id, $3 created, $4 last used, $5 expires. Waits for a deletion of the
 * user that is under way; afterwards there is nobody to add it to.
 */
export const CREATE_SESSION = statement(
  'auth.create-session',
  `INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at)
   SELECT $1, users.id, $3, $4, $5 FROM users WHERE users.id = $2 FOR KEY SHARE`,
);
