import { statement } from '#glue/db';
import type { AccessToken, StoredAccessToken } from '../../core/ports/access-tokens.dal.js';

interface FoundRow extends StoredAccessToken {
  tokenHash: string;
}

/** $1 hashes. OFFSET 0 prevents joins, which would scan a small table. */
export const FIND_ACCESS_TOKENS = statement<FoundRow>(
  'auth.find-access-tokens',
  `SELECT t.*
   FROM unnest($1::text[]) AS wanted (hash)
   CROSS JOIN LATERAL (
     SELECT id, user_id AS "userId", scopes, expires_at AS "expiresAt", last_used_at AS "lastUsedAt",
       token_hash AS "tokenHash",
       (
         SELECT users.unique_id FROM auth.users
         WHERE users.id = user_id AND users.disabled_at IS NULL
       ) AS "uniqueId"
     FROM auth.access_tokens WHERE token_hash = wanted.hash OFFSET 0
   ) AS t`,
);

/** $1 user id. */
export const LIST_ACCESS_TOKENS = statement<AccessToken>(
  'auth.list-access-tokens',
  `SELECT id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
     last_used_at AS "lastUsedAt"
   FROM auth.access_tokens WHERE user_id = $1 ORDER BY created_at DESC, id`,
);

/**
 * $1 user id, $2 the largest number of a user, $3 id, $4 name, $5 scopes, $6 hash, $7 created, $8
 * expires. After {@link LOCK_OWNER}: otherwise two at once would both count too few.
 */
export const CREATE_ACCESS_TOKEN = `
  INSERT INTO auth.access_tokens (
    user_id, id, name, scopes, token_hash, created_at, expires_at, last_used_at
  )
  SELECT $1::bigint, $3::uuid, $4::text, $5::text[], $6::text, $7::timestamptz, $8::timestamptz,
    NULL::timestamptz
  WHERE (SELECT count(*) FROM auth.access_tokens WHERE user_id = $1) < $2::integer
  RETURNING id`;

/** $1 user id. Waits for a running deletion of the user, and for another new token. */
export const LOCK_OWNER = 'SELECT id FROM auth.users WHERE id = $1 FOR NO KEY UPDATE';

/** $1 id, $2 last used, $3 unless it was used after that. */
export const TOUCH_ACCESS_TOKEN = statement(
  'auth.touch-access-token',
  `UPDATE auth.access_tokens SET last_used_at = $2
   WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)`,
);

/** $1 user id, $2 id. */
export const DELETE_ACCESS_TOKEN = statement<{ tokenHash: string }>(
  'auth.delete-access-token',
  'DELETE FROM auth.access_tokens WHERE id = $2 AND user_id = $1 RETURNING token_hash AS "tokenHash"',
);

/** $1 user id. */
export const DELETE_ALL_ACCESS_TOKENS = statement(
  'auth.delete-all-access-tokens',
  'DELETE FROM auth.access_tokens WHERE user_id = $1',
);

/** $1 the latest expiry, $2 limit. Skips locked rows. `-infinity`: see session-housekeeping.ts. */
export const SWEEP_ACCESS_TOKENS = statement<{ id: string }>(
  'auth.sweep-access-tokens',
  `WITH expired AS (
     SELECT id FROM auth.access_tokens WHERE expires_at > '-infinity' AND expires_at < $1
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   DELETE FROM auth.access_tokens USING expired WHERE access_tokens.id = expired.id
   RETURNING access_tokens.id`,
);
