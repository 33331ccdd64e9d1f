import { statement } from '#glue/db';
import type { ItemQuery, SortKey } from '../../../core/details/item-query.js';
import { DETAILS, type DetailedRow, isShared, PLACE } from './details.columns.js';

/** Notes may be long: one answer has at most so many bytes of them. A page has at least one item. */
export const PAGE_BYTES = 2 ** 20;

/** A row, and what it is sorted by. */
export interface PageRow extends DetailedRow {
  key: string;
  /** How many there are, of which those beyond the limit of bytes are omitted. */
  found: number;
}

/** As text that sorts as the value does. What is missing is last. */
const keysOf = (missing: string): Record<SortKey, string> => ({
  created: `''`,
  updated: `coalesce(to_char(coalesce(i.updated_at, i.created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
  due: `coalesce(i.due_date::text || ' ' || coalesce(i.due_time::text, '99'), '${missing}')`,
  title: 'lower(i.title)',
  priority: 'i.priority::text',
  position: `coalesce(c.position, '${missing}')`,
});

/**
 * $7: each of its words is a word of the item, or begins one. Only the items of the user are read: an index of all words
 * would cost each write more than this costs a search.
 */
const HAS_WORDS = `coalesce(i.words, todo.item_words(i.title, i.notes, i.labels)) @@ (
  SELECT regexp_replace(plainto_tsquery('simple', todo.without_signs($7::text))::text, '''( & |$)', ''':*\\1', 'g')::tsquery
)`;

/**
 * $1 a user id, $2 a public id, $3 status, $4 label, $5 and $6 the first and the last due date, $7 words, each of them null for
 * any, $8 the id of the last item of the page before, or null, $9 the limit, $10 the key of that item, unless in the order
 * of ids. The last one is a list, if there is a parameter of it. In the order of ids, only the items of the page are read;
 * otherwise, and to search, all of the user, or of the list.
 */
const page = (sort: SortKey, isDescending: boolean, list: ListFilter) => {
  const [after, direction] = isDescending ? ['<', 'DESC'] : ['>', 'ASC'];
  const key = `(${keysOf(isDescending ? '' : '~')[sort]}) COLLATE "C"`;
  const isById = sort === 'created';
  const order = isById ? `c.to_do_id ${direction}` : `${key} ${direction}, c.to_do_id ${direction}`;
  return `
  SELECT *, ${isShared('counted.id', '$1')} FROM (
    SELECT page.*, (count(*) OVER ())::integer AS found, row_number() OVER w AS n, sum(octet_length(notes)) OVER w AS bytes
    FROM (
      SELECT ${DETAILS}, ${PLACE}, ${key} AS key
      FROM (
        SELECT to_do_id, role, list_id, position, remind_at FROM todo.user_connections
        WHERE user_id = $1 ${inList(list, isById ? 10 : 11)} AND NOT EXISTS (
          SELECT FROM todo.user_refs r
          WHERE r.user_id = $1 AND (r.unique_id <> $2 OR r.deleted_at IS NOT NULL)
        ) ${isById ? `AND ($8::bigint IS NULL OR to_do_id ${after} $8)` : ''}
        ORDER BY to_do_id ${isById ? direction : 'ASC'} OFFSET 0
      ) AS c
      CROSS JOIN LATERAL (SELECT * FROM todo.to_do_items WHERE id = c.to_do_id OFFSET 0) AS i
      WHERE ($3::text IS NULL OR i.status = $3) AND ($4::text IS NULL OR $4 = ANY (i.labels))
        AND ($5::date IS NULL OR i.due_date >= $5) AND ($6::date IS NULL OR i.due_date <= $6)
        AND ($7::text IS NULL OR ${HAS_WORDS})
        ${isById ? '' : `AND ($8::bigint IS NULL OR (${key}, c.to_do_id) ${after} ($10::text COLLATE "C", $8))`}
      ORDER BY ${order} LIMIT $9
    ) AS page
    WINDOW w AS (ORDER BY ${isById ? '' : `key ${direction}, `}id ${direction})
  ) AS counted
  WHERE bytes <= ${PAGE_BYTES} OR n = 1
  ORDER BY n`;
};

/** Of any list, of the default list, or of the list in the last parameter. */
type ListFilter = 'all' | 'default' | 'one';

function inList(list: ListFilter, parameter: number): string {
  if (list === 'all') return '';
  return list === 'default' ? 'AND list_id IS NULL' : `AND list_id = $${parameter}`;
}

const statements = new Map<string, ReturnType<typeof statement<PageRow>>>();

/** The statement of a query. */
export function pageStatement({ sort, isDescending, listId }: ItemQuery) {
  const list = listId === undefined ? 'all' : listId === null ? 'default' : 'one';
  const name = `todo.page-${sort}-${isDescending ? 'down' : 'up'}-${list}`;
  const known = statements.get(name) ?? statement<PageRow>(name, page(sort, isDescending, list));
  statements.set(name, known);
  return known;
}
