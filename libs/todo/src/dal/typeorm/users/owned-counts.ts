import type { Queryable } from '../queryable.js';

/**
 * What the user of row `u` owns, except items that were handed over, and with the trash: a subquery for a lateral join.
 * OFFSET 0 keeps PostgreSQL from reading the index of all owners beside that of the user's
 * memberships.
 */
export const OWNED = `(
  SELECT count(*)::integer AS items, coalesce(sum(octet_length(owned.title)), 0)::integer AS bytes
  FROM (
    SELECT i.title
    FROM (SELECT to_do_id, role, inherited FROM todo.user_connections WHERE user_id = u.user_id OFFSET 0) AS c
    CROSS JOIN LATERAL (SELECT title FROM todo.to_do_items WHERE id = c.to_do_id OFFSET 0) AS i
    WHERE c.role = 'owner' AND NOT c.inherited
    UNION ALL
    SELECT title FROM (SELECT title, inherited FROM todo.trash WHERE user_id = u.user_id OFFSET 0) AS t
    WHERE NOT inherited
  ) AS owned
)`;

/** $1 user id, $2 limit. Users above the id, and whether their counts are wrong. */
export const COUNTS_AFTER = `
  SELECT u.user_id AS id, (u.owned_items, u.owned_bytes) <> (o.items, o.bytes) AS wrong
  FROM (SELECT * FROM todo.user_refs WHERE user_id > $1 ORDER BY user_id LIMIT $2) AS u
  CROSS JOIN LATERAL ${OWNED} AS o
  ORDER BY u.user_id`;

/** Locks the rows first, and reads them afterwards: concurrent changes are counted on top. */
export async function recount(transaction: Queryable, userIds: number[]): Promise<void> {
  await transaction.query(
    'SELECT FROM todo.user_refs WHERE user_id = ANY($1::bigint[]) ORDER BY user_id FOR NO KEY UPDATE',
    [userIds],
  );
  await transaction.query(
    `UPDATE todo.user_refs r SET owned_items = o.items, owned_bytes = o.bytes
     FROM unnest($1::bigint[]) AS u (user_id) CROSS JOIN LATERAL ${OWNED} AS o
     WHERE r.user_id = u.user_id`,
    [userIds],
  );
}
