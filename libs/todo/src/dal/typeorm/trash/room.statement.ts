import { statement } from '#glue/db';
import { GONE, UNCOUNTED } from './uncounted.js';

/**
 * $1 user id, $2 items, $3 bytes of titles. Deletes the oldest items of a trash until there is room for so many more, or
 * none is left. Each has a byte at least. Those that were handed over to the user take no room.
 */
export const MAKE_ROOM = statement(
  'todo.make-room',
  `WITH oldest AS (
     SELECT id, deleted_at, octet_length(title) AS bytes FROM todo.trash
     WHERE user_id = $1 AND NOT inherited
     ORDER BY deleted_at, id LIMIT greatest($2::integer, $3::integer) FOR UPDATE
   ), due AS (
     SELECT id
     FROM (
       SELECT id, row_number() OVER w AS n, sum(bytes) OVER w - bytes AS freed
       FROM oldest WINDOW w AS (ORDER BY deleted_at, id)
     ) AS o
     WHERE n <= $2 OR freed < $3
   ), gone AS (
     DELETE FROM todo.trash t USING due WHERE t.user_id = $1 AND t.id = due.id RETURNING ${GONE}
   ), ${UNCOUNTED}
   SELECT FROM gone`,
);
