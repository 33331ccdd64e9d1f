import { statement } from '#glue/db';
import type { Known } from '#seam';
import { DETAILS, type DetailedRow, isShared } from '../details/details.columns.js';
import { EPOCH } from './epoch.js';

/** More changes of one user are not kept: the whole list is sent. */
export const MOST_CHANGES = 10_000;
/** Older ones are removed soon, and not all at once. */
export const CHANGES_DAYS = 7;
/** With more items the whole list costs less: it is kept. */
export const MOST_ITEMS = 500;
/** In the place of the id of an item: the lists of the user have changed. */
export const LISTS = -1;

/**
 * A row of {@link CHANGES}: one per changed item, and one without an item if there is none. Its own columns are null if
 * the user has the item no more.
 */
export interface ChangeRow extends Known, DetailedRow {
  epoch: string;
  /** Of the list. */
  version: number;
  /** How many changes there are, and of how many versions. */
  changes: number;
  versions: number;
  /** The first and the last change of the item. */
  first: string;
  last: string;
  /** Of all items together. */
  notesBytes: number;
  itemId: number | null;
}

/**
 * $1 a user id, $2 a version: what has changed since, and what is known of the user, in one snapshot. At most one
 * change more than {@link MOST_CHANGES}, the oldest, and any items, one more than {@link MOST_ITEMS}.
 */
export const CHANGES = statement<ChangeRow>(
  'todo.changes',
  `WITH now AS MATERIALIZED (
     SELECT $1::bigint AS user_id, r.unique_id, r.deleted_at, coalesce(v.version, 0) AS version
     FROM (SELECT $1::bigint AS user_id) AS u
     LEFT JOIN todo.user_refs r ON r.user_id = u.user_id
     LEFT JOIN todo.list_versions v ON v.user_id = u.user_id
   ), newer AS MATERIALIZED (
     SELECT c.to_do_id, c.version, c.kind
     FROM now CROSS JOIN LATERAL (
       SELECT to_do_id, version, kind FROM todo.list_changes
       WHERE user_id = now.user_id AND version > $2::bigint AND version <= now.version
         AND at > now() - interval '${CHANGES_DAYS} days'
       ORDER BY version LIMIT ${MOST_CHANGES + 1}
     ) AS c
   )
   SELECT now.unique_id AS "uniqueId", now.deleted_at IS NOT NULL AS "isDeleted", (SELECT ${EPOCH}) AS epoch,
     now.version, (SELECT count(*)::integer FROM newer) AS changes,
     (SELECT count(DISTINCT version)::integer FROM newer) AS versions,
     c.first, c.last, c.to_do_id AS "itemId", ${DETAILS}, m.role, m.list_id AS "listId", m.position,
     m.remind_at IS NOT NULL AS remind, ${isShared('c.to_do_id', 'now.user_id')},
     coalesce(sum(octet_length(i.notes)) OVER (), 0) AS "notesBytes"
   FROM now
   LEFT JOIN (
     SELECT to_do_id, min(version) AS since, (array_agg(kind ORDER BY version))[1] AS first,
       (array_agg(kind ORDER BY version DESC))[1] AS last
     FROM newer GROUP BY to_do_id LIMIT ${MOST_ITEMS + 1}
   ) AS c ON true
   LEFT JOIN LATERAL (
     SELECT role, list_id, position, remind_at FROM todo.user_connections
     WHERE user_id = now.user_id AND to_do_id = c.to_do_id OFFSET 0
   ) AS m ON true
   LEFT JOIN LATERAL (SELECT * FROM todo.to_do_items WHERE id = c.to_do_id OFFSET 0) AS i ON true
   ORDER BY c.since, c.to_do_id`,
);

/** $1 the id of a change. The users of all newer ones, with the newest of each. */
export const RECENT = statement<{ userId: number; newest: number }>(
  'todo.recent',
  `SELECT user_id AS "userId", max(id) AS newest FROM todo.list_changes WHERE id > $1::bigint GROUP BY user_id`,
);

export const NEWEST = statement<{ newest: number }>(
  'todo.newest',
  'SELECT coalesce(max(id), 0) AS newest FROM todo.list_changes',
);
