import { statement } from '#glue/db';
import type { WaysIn } from '../../../core/factors/ways-in.js';

/** $1 user id. */
export const WAYS_OF = statement<WaysIn>(
  'auth.ways-of-user',
  `SELECT password_hash IS NOT NULL AS "hasPassword",
     EXISTS (SELECT FROM auth.totp_seeds WHERE user_id = $1 AND is_confirmed) AS "hasTotp",
     (SELECT count(*) FROM auth.passkeys WHERE user_id = $1)::integer AS passkeys
   FROM auth.users WHERE id = $1`,
);

/** $1 user id, $2 time. */
export const REMOVE_SEEDS_SINCE = statement<{ is_confirmed: boolean }>(
  'auth.remove-totp-seeds-since',
  'DELETE FROM auth.totp_seeds WHERE user_id = $1 AND created_at >= $2 RETURNING is_confirmed',
);

/** $1 user id, $2 time. */
export const REMOVE_PASSKEYS_SINCE = statement<{ id: string }>(
  'auth.remove-passkeys-since',
  'DELETE FROM auth.passkeys WHERE user_id = $1 AND created_at >= $2 RETURNING id',
);
