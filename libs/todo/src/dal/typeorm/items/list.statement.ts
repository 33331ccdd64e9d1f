import { statement } from '#glue/db';
import type { Known } from '#seam';
import { EPOCH } from '../versions/epoch.js';

/** A row of {@link LIST}: one per user. */
export interface ListRow extends Known {
  /** The position of the user in $1, from 1. */
  n: number;
  owned_items: number | null;
  /** Whether the list was omitted, because the user owns too many items. */
  unread: boolean | null;
  /** The items of a JSON array without its brackets; `null` for none. */
  pending: string | null;
  done: string | null;
  /** What names these contents: those of one snapshot. */
  epoch: string;
  version: number;
}

/** With more items, a list is long. Only then those in the trash are counted, which are in no list. */
export const LONG_ITEMS = 500;

/**
 * The JSON of the item `i`. Concatenation is a sixth faster than json_build_object()
 * (docs/decisions/0019; `npm run bench -- --part many-tokens`).
 */
const ITEM_JSON = `'{"id":' || i.id || ',"title":' || to_json(i.title) || ',"status":"' || i.status || '"}'`;

/**
 * $1 user ids, each once, $2 the maximum number of items that a user may own for the list to be
 * read, or null for any number. The items of these users, and what is known of the users. One
 * statement reads one snapshot, regardless of concurrent writes. A user in a statement of many
 * costs a third of a user in a separate one (`npm run bench -- --part many-tokens`). Aggregates read
 * the items in the order of the innermost query, so both lists need no sort (PostgreSQL, "Aggregate
 * Functions"). OFFSET 0 prevents joins: PostgreSQL would scan a small table for each user.
 */
export const LIST = statement<ListRow>(
  'todo.list',
  `SELECT u.n::integer AS n, r.unique_id AS "uniqueId", r.deleted AS "isDeleted", r.owned_items, r.owned_items > $2::integer AS unread,
     l.pending, l.done, (SELECT ${EPOCH}) AS epoch, coalesce(v.version, 0) AS version
   FROM unnest($1::bigint[]) WITH ORDINALITY AS u (user_id, n)
   LEFT JOIN LATERAL (
     SELECT unique_id, deleted_at IS NOT NULL AS deleted, owned_items - CASE WHEN owned_items > ${LONG_ITEMS} THEN (
       SELECT count(*) FROM todo.trash WHERE user_id = u.user_id AND NOT inherited
     ) ELSE 0 END AS owned_items
     FROM todo.user_refs WHERE user_id = u.user_id OFFSET 0
   ) AS r ON true
   LEFT JOIN LATERAL (
     SELECT version FROM todo.list_versions WHERE user_id = u.user_id OFFSET 0
   ) AS v ON true
   CROSS JOIN LATERAL (
     SELECT string_agg(json, ',') FILTER (WHERE status = 'PENDING') AS pending,
       string_agg(json, ',') FILTER (WHERE status = 'DONE') AS done
     FROM (
       SELECT i.status, ${ITEM_JSON} AS json
       FROM todo.user_connections c
       CROSS JOIN LATERAL (
         SELECT id, title, status FROM todo.to_do_items WHERE id = c.to_do_id OFFSET 0
       ) AS i
       WHERE c.user_id = CASE WHEN r.owned_items > $2::integer THEN NULL ELSE u.user_id END
       ORDER BY c.to_do_id
     ) AS item
   ) AS l`,
);
