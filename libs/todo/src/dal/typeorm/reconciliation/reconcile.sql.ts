/** $1 item id, $2 limit. Items above the id, with their numbers of members and of owners. */
export const ITEMS_AFTER = `
  SELECT i.id, c.connections, c.owners
  FROM (SELECT id FROM todo.to_do_items WHERE id > $1 ORDER BY id LIMIT $2) AS i
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS connections,
      (count(*) FILTER (WHERE role = 'owner'))::integer AS owners
    FROM todo.user_connections WHERE to_do_id = i.id
  ) AS c
  ORDER BY i.id`;

/** $1 user ids. Of `user_connections c`: those without an item. */
export const WITHOUT_ITEM = `
  c.user_id = ANY($1::bigint[])
  AND NOT EXISTS (SELECT FROM todo.to_do_items i WHERE i.id = c.to_do_id OFFSET 0)`;
