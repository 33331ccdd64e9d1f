import { statement } from '#glue/db';
import type { StoredPasskey } from '../../../core/ports/factors/passkeys.dal.js';

const COLUMNS = `
  id, user_id AS "userId", credential_id AS "credentialId", public_key AS "publicKey", counter,
  transports, name, is_backed_up AS "isBackedUp", created_at AS "createdAt",
  last_used_at AS "lastUsedAt"`;

/**
 * $1 user id, $2 id, $3 credential, $4 key, $5 counter, $6 transports, $7 name, $8 backed up, $9 created.
 * Adds nothing for a deleted user, nor a credential that is stored already.
 */
export const CREATE_PASSKEY = statement<{ id: string }>(
  'auth.create-passkey',
  `INSERT INTO auth.passkeys (
     user_id, id, credential_id, public_key, counter, transports, name, is_backed_up, created_at,
     last_used_at
   )
   SELECT users.id, $2::uuid, $3::text, $4::bytea, $5::bigint, $6::text[], $7::text, $8::boolean,
     $9::timestamptz, NULL::timestamptz
   FROM auth.users WHERE users.id = $1 FOR KEY SHARE
   ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
);

/** $1 credential. */
export const FIND_PASSKEY = statement<StoredPasskey>(
  'auth.find-passkey',
  `SELECT ${COLUMNS} FROM auth.passkeys WHERE credential_id = $1`,
);

/** $1 user id. */
export const LIST_PASSKEYS = statement<StoredPasskey>(
  'auth.list-passkeys',
  `SELECT ${COLUMNS} FROM auth.passkeys WHERE user_id = $1 ORDER BY created_at, id`,
);

/** $1 id, $2 counter, $3 backed up, $4 time. Of two at once, the second one waits, and fails. */
export const SPEND_PASSKEY = statement<{ id: string }>(
  'auth.spend-passkey',
  `UPDATE auth.passkeys SET counter = $2, is_backed_up = $3, last_used_at = $4
   WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING id`,
);

/** $1 user id, $2 id, $3 name. */
export const RENAME_PASSKEY = statement<{ id: string }>(
  'auth.rename-passkey',
  'UPDATE auth.passkeys SET name = $3 WHERE id = $2 AND user_id = $1 RETURNING id',
);

/** $1 user id, $2 id. */
export const REMOVE_PASSKEY = statement<{ id: string }>(
  'auth.remove-passkey',
  'DELETE FROM auth.passkeys WHERE id = $2 AND user_id = $1 RETURNING id',
);

/** $1 hash, $2 expiry. */
export const USE_CHALLENGE = statement<{ hash: string }>(
  'auth.use-passkey-challenge',
  `INSERT INTO auth.used_passkey_challenges (challenge_hash, expires_at) VALUES ($1, $2)
   ON CONFLICT (challenge_hash) DO NOTHING RETURNING challenge_hash AS hash`,
);

/** $1 time, $2 limit. Skips rows that another process has locked. `-infinity`: see session-housekeeping.ts. */
export const SWEEP_USED_CHALLENGES = statement<{ hash: string }>(
  'auth.sweep-used-passkey-challenges',
  `DELETE FROM auth.used_passkey_challenges WHERE ctid = ANY (ARRAY(
     SELECT ctid FROM auth.used_passkey_challenges
     WHERE expires_at > '-infinity' AND expires_at < $1
     ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )) RETURNING challenge_hash AS hash`,
);
