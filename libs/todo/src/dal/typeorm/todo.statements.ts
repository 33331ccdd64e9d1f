import { statement } from '#glue/db';
import type { Standing } from './user-refs.js';

/** A row of {@link LIST}: one per user. */
export interface ListRow extends Standing {
  user_id: number;
  /** The items of a JSON array without its brackets; `null` for none. */
  pending: string | null;
  done: string | null;
}

/**
 * $1 user ids, each once. The items of these users, and what is known of the users.
 * One statement is one look at one state, whoever else writes meanwhile. Many users in
 * one cost a third of what they cost one by one (docs/performance.md); strings put
 * together cost less than json_build_object(). Aggregates take the items in the order
 * in which the innermost query gives them, which spares sorting both lists
 * (PostgreSQL, "Aggregate Functions"). OFFSET 0 keeps the lookups of a user and of an item
 * apart: joined, PostgreSQL would read the whole of a small table for each user.
 */
export const LIST = statement<ListRow>(
  'todo.list',
  `SELECT u.user_id, r.unique_id, r.deleted, l.pending, l.done
   FROM unnest($1::integer[]) AS u (user_id)
   LEFT JOIN LATERAL (
     SELECT unique_id, deleted_at IS NOT NULL AS deleted
     FROM user_refs WHERE user_id = u.user_id OFFSET 0
   ) AS r ON true
   CROSS JOIN LATERAL (
     SELECT string_agg(json, ',') FILTER (WHERE status = 'PENDING') AS pending,
       string_agg(json, ',') FILTER (WHERE status = 'DONE') AS done
     FROM (
       SELECT i.status,
         '{"id":' || i.id || ',"title":' || to_json(i.title) || ',"status":"' || i.status || '"}' AS json
       FROM user_connections c
       CROSS JOIN LATERAL (
         SELECT id, title, status FROM to_do_items WHERE id = c.to_do_id OFFSET 0
       ) AS i
       WHERE c.user_id = u.user_id
       ORDER BY c.to_do_id
     ) AS item
   ) AS l`,
);

/**
 * $1 user ids, $2 public ids, $3 titles, $4 statuses. Adds an item and its owner for each
 * user who is known and not deleted, and returns which of the drafts (from 1) these are.
 * FOR SHARE makes a deletion of the user wait: no item slips in behind it. A user whose
 * deletion is being applied is passed over, so that nobody else has to wait for it.
 */
export const CREATE = statement<{ n: number }>(
  'todo.create',
  `WITH caller AS (
     SELECT user_id, unique_id FROM user_refs
     WHERE user_id = ANY($1) AND deleted_at IS NULL FOR SHARE SKIP LOCKED
   ), draft AS (
     SELECT d.n::integer, d.user_id, d.title, d.status, nextval('to_do_items_id_seq') AS id
     FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[])
       WITH ORDINALITY AS d (user_id, unique_id, title, status, n)
     JOIN caller USING (user_id, unique_id)
     ORDER BY d.n
   ), item AS (
     INSERT INTO to_do_items (id, title, status) OVERRIDING SYSTEM VALUE
     SELECT id, title, status FROM draft
   ), connection AS (
     INSERT INTO user_connections (user_id, to_do_id, role) SELECT user_id, id, 'owner' FROM draft
   )
   SELECT n FROM draft`,
);

/**
 * $1 user id, $2 public id. Waits for a deletion of the user that is being applied, and
 * returns a row if the user is known and not deleted then.
 */
export const AWAIT_USER = statement<{ user_id: number }>(
  'todo.await-user',
  `SELECT user_id FROM user_refs
   WHERE user_id = $1 AND unique_id = $2 AND deleted_at IS NULL FOR SHARE`,
);

/**
 * $1 user ids, $2 public ids, $3 item ids, $4 titles, $5 statuses; a null leaves what is
 * there. Changes items of the users who are not deleted, and returns which of the changes
 * (from 1) were made; of several to one item the last title and the last status stay. An item that somebody else is changing is
 * passed over: nobody has to wait for another's item, and two such statements cannot
 * wait for each other.
 */
export const UPDATE = statement<{ n: number }>(
  'todo.update',
  `WITH wanted AS (
     SELECT w.n::integer, w.id, w.title, w.status
     FROM unnest($1::integer[], $2::text[], $3::integer[], $4::text[], $5::text[])
       WITH ORDINALITY AS w (user_id, unique_id, id, title, status, n)
     WHERE EXISTS (SELECT FROM user_connections c WHERE c.user_id = w.user_id AND c.to_do_id = w.id)
       AND NOT EXISTS (
         SELECT FROM user_refs r
         WHERE r.user_id = w.user_id AND (r.unique_id <> w.unique_id OR r.deleted_at IS NOT NULL)
         OFFSET 0
       )
   ), item AS (
     SELECT id FROM to_do_items WHERE id IN (SELECT id FROM wanted) FOR NO KEY UPDATE SKIP LOCKED
   ), last AS (
     SELECT id,
       (array_agg(title ORDER BY n DESC) FILTER (WHERE title IS NOT NULL))[1] AS title,
       (array_agg(status ORDER BY n DESC) FILTER (WHERE status IS NOT NULL))[1] AS status
     FROM wanted JOIN item USING (id) GROUP BY id
   ), written AS (
     UPDATE to_do_items i
     SET title = coalesce(last.title, i.title), status = coalesce(last.status, i.status)
     FROM last WHERE i.id = last.id
   )
   SELECT n FROM wanted JOIN item USING (id)`,
);

/**
 * $1 user id, $2 public id, $3 item id, $4 title, $5 status, of which a null leaves what is
 * there. Changes one of the user's items, and waits for whoever else is changing it.
 */
export const UPDATE_ONE = statement<{ id: number }>(
  'todo.update-one',
  `UPDATE to_do_items SET title = coalesce($4, title), status = coalesce($5, status)
   WHERE id = $3
     AND EXISTS (SELECT FROM user_connections c WHERE c.user_id = $1 AND c.to_do_id = $3)
     AND NOT EXISTS (
       SELECT FROM user_refs r
       WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL)
     )
   RETURNING id`,
);

/** $1 user id, $2 title. The user's items that have it, each looked up by itself as in {@link LIST}. */
export const ITEMS_WITH_TITLE = `
  SELECT i.id, i.title, i.status, c.role
  FROM user_connections c
  CROSS JOIN LATERAL (
    SELECT id, title, status FROM to_do_items WHERE id = c.to_do_id OFFSET 0
  ) AS i
  WHERE c.user_id = $1 AND i.title = $2
  ORDER BY i.id`;
