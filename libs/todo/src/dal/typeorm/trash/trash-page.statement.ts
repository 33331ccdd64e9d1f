import { statement } from '#glue/db';
import { type ItemPlace, NO_PLACE } from '../../../core/details/detailed-item.js';
import type { TrashedItem } from '../../../core/trash/trashed-item.js';
import { DETAILS, type DetailedRow, itemOf } from '../details/details.columns.js';
import { PAGE_BYTES } from '../details/page.statement.js';

export interface TrashRow extends Omit<DetailedRow, 'role' | 'isShared' | keyof ItemPlace> {
  deletedAt: Date;
}

/** A row, and when it was deleted, in microseconds. */
export interface TrashPageRow extends TrashRow {
  key: number;
  /** How many there are, of which those beyond the limit of bytes are omitted. */
  found: number;
}

const OWN = `i.user_id = $1 AND i.unique_id = $2 AND NOT EXISTS (
  SELECT FROM todo.user_refs r
  WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL) OFFSET 0
)`;

/**
 * $1 a user id, $2 a public id, $3 the key of the last item of the page before and $4 its id, both null for the first page,
 * $5 the limit. The last deleted first.
 */
export const TRASH_PAGE = statement<TrashPageRow>(
  'todo.trash-page',
  `SELECT * FROM (
     SELECT page.*, (count(*) OVER ())::integer AS found, row_number() OVER w AS n, sum(octet_length(notes)) OVER w AS bytes
     FROM (
       SELECT ${DETAILS}, i.deleted_at AS "deletedAt", (extract(epoch FROM i.deleted_at) * 1000000)::bigint AS key
       FROM todo.trash i
       WHERE ${OWN} AND (i.deleted_at, i.id) < (
         coalesce('epoch'::timestamptz + $3::bigint * interval '1 microsecond', 'infinity'), coalesce($4::bigint, 0)
       )
       ORDER BY i.deleted_at DESC, i.id DESC LIMIT $5
     ) AS page
     WINDOW w AS (ORDER BY key DESC, id DESC)
   ) AS counted
   WHERE bytes <= ${PAGE_BYTES} OR n = 1
   ORDER BY n`,
);

/** $1 a user id, $2 a public id, $3 after this item, $4 the limit. */
export const TRASH_EXPORT = statement<TrashRow>(
  'todo.export-trash',
  `SELECT ${DETAILS}, i.deleted_at AS "deletedAt" FROM todo.trash i
   WHERE ${OWN} AND i.id > $3 ORDER BY i.id LIMIT $4`,
);

export function trashedOf(row: TrashRow): TrashedItem {
  return {
    ...itemOf({ ...row, role: 'owner', isShared: false, ...NO_PLACE }),
    deletedAt: row.deletedAt,
  };
}
