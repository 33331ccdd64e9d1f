import { statement } from '#glue/db';

/**
 * $1 user ids, $2 public ids, $3 titles, $4 statuses, $5 the maximum number of items per user, $6
 * the maximum bytes of their titles. Adds an item and its owner for each user who is known, not
 * deleted and within the limits after all drafts of this statement, and returns the numbers of
 * these drafts, from 1. The lock of the user's row makes a deletion of the user wait, so that no
 * item is added during it, and so do other transactions that count what the user owns.
 */
const create = (locked: string) => `
  WITH caller AS (
    SELECT user_id, unique_id FROM todo.user_refs
    WHERE user_id = ANY($1) AND deleted_at IS NULL FOR NO KEY UPDATE ${locked}
  ), draft AS (
    SELECT d.n::integer, d.user_id, d.title, d.status
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
      WITH ORDINALITY AS d (user_id, unique_id, title, status, n)
    JOIN caller USING (user_id, unique_id)
  ), counted AS (
    UPDATE todo.user_refs r
    SET owned_items = r.owned_items + d.items, owned_bytes = r.owned_bytes + d.bytes
    FROM (
      SELECT user_id, count(*) AS items, sum(octet_length(title)) AS bytes
      FROM draft GROUP BY user_id
    ) AS d
    WHERE r.user_id = d.user_id
      AND r.owned_items + d.items <= $5::integer AND r.owned_bytes + d.bytes <= $6::integer
    RETURNING r.user_id
  ), made AS (
    SELECT n, user_id, title, status, nextval('todo.to_do_items_id_seq') AS id
    FROM draft WHERE user_id IN (SELECT user_id FROM counted) ORDER BY n
  ), item AS (
    INSERT INTO todo.to_do_items (id, title, status, notes, priority, labels, created_at) OVERRIDING SYSTEM VALUE
    SELECT id, title, status, '', 0, '{}', now() FROM made
  ), connection AS (
    INSERT INTO todo.user_connections (user_id, to_do_id, role, created_at, inherited)
    SELECT user_id, id, 'owner', now(), false FROM made
  )
  SELECT n FROM made`;

/** For several users. Skips a user whose row is locked, so that the others need not wait. */
export const CREATE = statement<{ n: number }>('todo.create', create('SKIP LOCKED'));

/** For one user: waits for the row lock. */
export const CREATE_ALONE = statement<{ n: number }>('todo.create-alone', create(''));
