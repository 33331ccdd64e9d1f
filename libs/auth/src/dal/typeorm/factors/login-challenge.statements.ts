import { statement } from '#glue/db';
import type { LoginChallenge } from '../../../core/ports/factors/login-challenges.dal.js';

/** $1 hash, $2 user id, $3 generation, $4 remembered, $5 for a page, $6 expiry. Adds nothing for a deleted user. */
export const ADD_CHALLENGE = statement(
  'auth.add-login-challenge',
  `INSERT INTO auth.login_challenges (
     token_hash, user_id, generation, is_remembered, is_for_page, expires_at
   )
   SELECT $1::text, users.id, $3::integer, $4::boolean, $5::boolean, $6::timestamptz
   FROM auth.users WHERE users.id = $2 FOR KEY SHARE`,
);

/** $1 hash. OFFSET 0 prevents a join, which would scan a small table. */
export const FIND_CHALLENGE = statement<LoginChallenge>(
  'auth.find-login-challenge',
  `SELECT c.*
   FROM (
     SELECT token_hash AS "tokenHash", user_id AS "userId", generation,
       is_remembered AS "isRemembered", is_for_page AS "isForPage", expires_at AS "expiresAt"
     FROM auth.login_challenges WHERE token_hash = $1 OFFSET 0
   ) AS c
   CROSS JOIN LATERAL (
     SELECT FROM auth.users
     WHERE id = c."userId" AND session_generation = c.generation OFFSET 0
   ) AS u`,
);

/** $1 user id, $2 time. */
export const FIND_WAITING = statement<{ found: number }>(
  'auth.find-waiting-login',
  `SELECT 1 AS found FROM auth.login_challenges WHERE user_id = $1 AND expires_at > $2
     AND generation = (SELECT session_generation FROM auth.users WHERE id = $1)
   LIMIT 1`,
);

/** $1 hash. */
export const CONSUME_CHALLENGE = statement<{ hash: string }>(
  'auth.consume-login-challenge',
  'DELETE FROM auth.login_challenges WHERE token_hash = $1 RETURNING token_hash AS hash',
);

/** $1 time, $2 limit. Skips rows that another process has locked. `-infinity`: see session-housekeeping.ts. */
export const SWEEP_CHALLENGES = statement<{ hash: string }>(
  'auth.sweep-login-challenges',
  `DELETE FROM auth.login_challenges WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM auth.login_challenges WHERE expires_at > '-infinity' AND expires_at < $1
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING token_hash AS hash`,
);
