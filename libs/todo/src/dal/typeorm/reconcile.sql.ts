/** $1 user id, $2 limit. Users above the id whom connections or refs name. */
export const USERS_AFTER = `
  SELECT u.user_id AS id, r.unique_id, r.deleted_at IS NOT NULL AS deleted,
    EXISTS (SELECT FROM user_connections c WHERE c.user_id = u.user_id) AS connected
  FROM (
    (SELECT DISTINCT user_id FROM user_connections WHERE user_id > $1 ORDER BY user_id LIMIT $2)
    UNION
    (SELECT user_id FROM user_refs WHERE user_id > $1 ORDER BY user_id LIMIT $2)
    ORDER BY user_id LIMIT $2
  ) AS u LEFT JOIN user_refs r ON r.user_id = u.user_id
  ORDER BY u.user_id`;

/** $1 item id, $2 limit. Items above the id, with how many have and how many own each. */
export const ITEMS_AFTER = `
  SELECT i.id, count(c.user_id)::integer AS connections,
    (count(*) FILTER (WHERE c.role = 'owner'))::integer AS owners
  FROM (SELECT id FROM to_do_items WHERE id > $1 ORDER BY id LIMIT $2) AS i
  LEFT JOIN user_connections c ON c.to_do_id = i.id
  GROUP BY i.id ORDER BY i.id`;

/** $1 user ids. Of `user_connections c`: those that lead nowhere. */
export const WITHOUT_ITEM = `
  c.user_id = ANY($1::integer[])
  AND NOT EXISTS (SELECT FROM to_do_items i WHERE i.id = c.to_do_id)`;
