import { statement } from '#glue/db';

/**
 * $1 user ids, $2 public ids, $3 item ids, each once, $4 titles, $5 statuses, $6 the maximum bytes
 * of a user's titles; a null title or status is not changed. Changes items of the users who are not
 * deleted, and returns the numbers of these changes, from 1. A title of another length is counted
 * for the owner, also if a member changes it, unless the item was handed over to the owner. Items,
 * and owners' counts, that another transaction has locked are skipped, and so are changes beyond
 * the owner's limits: no user waits for another's item, and two such statements cannot deadlock.
 * Ticks of items that repeat are skipped, too: they make the next one.
 * The lock of the owner's membership reads the current owner, not that of the snapshot.
 */
export const UPDATE = statement<{ n: number }>(
  'todo.update',
  `WITH wanted AS (
     SELECT w.n::integer, w.id, w.title, w.status
     FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[])
       WITH ORDINALITY AS w (user_id, unique_id, id, title, status, n)
     WHERE EXISTS (SELECT FROM todo.user_connections c WHERE c.user_id = w.user_id AND c.to_do_id = w.id OFFSET 0)
       AND NOT EXISTS (
         SELECT FROM todo.user_refs r
         WHERE r.user_id = w.user_id AND (r.unique_id <> w.unique_id OR r.deleted_at IS NOT NULL)
         OFFSET 0
       )
   ), item AS (
     SELECT w.*, octet_length(w.title) - octet_length(i.title) AS growth
     FROM wanted w CROSS JOIN LATERAL (
       SELECT title FROM todo.to_do_items
       WHERE id = w.id AND (repeat IS NULL OR w.status IS DISTINCT FROM 'DONE')
       FOR NO KEY UPDATE SKIP LOCKED
     ) AS i
   ), resized AS (
     SELECT i.id, o.user_id, o.inherited, i.growth
     FROM item i CROSS JOIN LATERAL (
       SELECT user_id, inherited FROM todo.user_connections
       WHERE to_do_id = i.id AND role = 'owner' FOR KEY SHARE
     ) AS o
     WHERE i.growth <> 0
   ), owner AS (
     SELECT r.user_id, g.growth
     FROM (
       SELECT user_id, sum(growth) AS growth FROM resized WHERE NOT inherited GROUP BY user_id
     ) AS g
     JOIN todo.user_refs r USING (user_id)
     WHERE g.growth <= 0 OR r.owned_bytes + g.growth <= $6::integer
     FOR NO KEY UPDATE OF r SKIP LOCKED
   ), counted AS (
     UPDATE todo.user_refs r SET owned_bytes = r.owned_bytes + o.growth
     FROM owner o WHERE r.user_id = o.user_id
   ), written AS (
     UPDATE todo.to_do_items i
     SET title = coalesce(w.title, i.title), status = coalesce(w.status, i.status)
     FROM item w
     WHERE i.id = w.id AND (
       w.growth IS NULL OR w.growth = 0
       OR i.id IN (
         SELECT id FROM resized LEFT JOIN owner o USING (user_id)
         WHERE inherited OR o.user_id IS NOT NULL
       )
     )
     RETURNING w.n
   )
   SELECT n FROM written`,
);
