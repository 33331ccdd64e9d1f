import { statement } from '#glue/db';
import type { AdministeredUser } from '../../../core/ports/administration/administered-users.dal.js';

const COLUMNS =
  'id, unique_id AS "uniqueId", email, role, created_at AS "createdAt", disabled_at AS "disabledAt"';

/** $1 after this id, $2 limit. */
export const LIST_USERS = statement<AdministeredUser>(
  'auth.list-users',
  `SELECT ${COLUMNS} FROM auth.users WHERE id > $1 ORDER BY id LIMIT $2`,
);

/**
 * $1 the prefix, $2 after this email, or an empty text, $3 above all emails with the prefix, $4 limit.
 * The operators compare bytes, as the index does: no other order finds prefixes.
 */
export const SEARCH_USERS = statement<AdministeredUser>(
  'auth.search-users',
  `SELECT ${COLUMNS} FROM auth.users
   WHERE email ~>=~ $1 AND email ~>~ $2 AND email ~<~ $3
   ORDER BY email USING ~<~ LIMIT $4`,
);

/** $1 public id. */
export const FIND_USER = statement<AdministeredUser>(
  'auth.find-administered-user',
  `SELECT ${COLUMNS} FROM auth.users WHERE unique_id = $1`,
);

/** $1 email. */
export const FIND_USER_BY_EMAIL = statement<AdministeredUser>(
  'auth.find-administered-user-by-email',
  `SELECT ${COLUMNS} FROM auth.users WHERE email = $1`,
);

/** $1 limit. */
export const LIST_ADMINISTRATORS = statement<AdministeredUser>(
  'auth.list-administrators',
  `SELECT ${COLUMNS} FROM auth.users WHERE role = 'admin' ORDER BY id LIMIT $1`,
);

/** $1 user id, $2 role. */
export const SET_ROLE = statement<{ id: number }>(
  'auth.set-role',
  'UPDATE auth.users SET role = $2 WHERE id = $1 RETURNING id',
);

/** $1 user id, $2 time, or null. */
export const SET_DISABLED = statement<{ id: number }>(
  'auth.set-disabled',
  `UPDATE auth.users
   SET disabled_at = CASE WHEN $2::timestamptz IS NOT NULL THEN coalesce(disabled_at, $2) END
   WHERE id = $1 RETURNING id`,
);

/** In one order, so that two at the same time wait for each other. Logins are not locked out. */
export const LOCK_ADMINISTRATORS = statement<{ id: number }>(
  'auth.lock-administrators',
  `SELECT id FROM auth.users WHERE role = 'admin' AND disabled_at IS NULL
   ORDER BY id FOR NO KEY UPDATE`,
);

/** Those who are not disabled, and whose deletion is not planned. */
export const STAYING_ADMINISTRATORS = statement<{ id: number }>(
  'auth.staying-administrators',
  `SELECT id FROM auth.users WHERE role = 'admin' AND disabled_at IS NULL
   AND NOT EXISTS (SELECT FROM auth.planned_deletions WHERE user_id = users.id)
   ORDER BY id`,
);
