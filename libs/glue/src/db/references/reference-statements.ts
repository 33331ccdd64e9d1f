import { sqlName } from '../schema/schema-name.js';
import { statement } from '../statements/statement.js';
import type { KnownReference } from '../../references/index.js';

/**
 * The columns of rows that refer to an entity, by table: `{ 'billing.invoices': 'customer_id' }`. A row of several is
 * deleted with each of the entities.
 */
export type ReferringColumns = Readonly<Record<string, string | readonly string[]>>;

/** Pairs of a table and a column. */
const pairsOf = (columns: ReferringColumns) =>
  Object.entries(columns).flatMap(([table, names]) =>
    [names].flat().map((column) => [table, column] as const),
  );

/** Whether rows have an id. The minimum, because for EXISTS PostgreSQL would read a whole small table. */
const existsOf = (columns: ReferringColumns, id: string) =>
  pairsOf(columns)
    .map(
      ([table, column]) =>
        `coalesce((SELECT min(${column}) FROM ${table} WHERE ${column} >= ${id}) = ${id}, false)`,
    )
    .join(' OR ');

const TEXTS = {
  /** Until the end of the transaction a deletion waits; others that write do not. */
  lock: `
    SELECT unique_id AS "uniqueId", deleted_at IS NOT NULL AS "isDeleted"
    FROM REFS WHERE ID = $1 FOR SHARE`,
  /** $1 ids, $2 unique ids. */
  insert: `
    INSERT INTO REFS (ID, unique_id) SELECT * FROM unnest($1::bigint[], $2::text[])
    ON CONFLICT (ID) DO NOTHING`,
  /** $1 id, $2 unique id. Without a row if another entity has the id: the event is not about it. */
  mark: `
    INSERT INTO REFS AS r (ID, unique_id, deleted_at) VALUES ($1, $2, now())
    ON CONFLICT (ID) DO UPDATE SET deleted_at = coalesce(r.deleted_at, excluded.deleted_at)
    WHERE r.unique_id = excluded.unique_id RETURNING r.ID`,
  markId: 'UPDATE REFS SET deleted_at = now() WHERE ID = $1 AND deleted_at IS NULL',
  highest: 'SELECT max(ID) AS highest FROM REFS',
  /** Without the row, so that all its columns begin anew. */
  free: 'DELETE FROM REFS WHERE ID = $1 AND deleted_at IS NOT NULL AND NOT (HAS_ROWS) RETURNING ID',
  undelete: 'UPDATE REFS SET deleted_at = NULL WHERE ID = $1 AND unique_id = $2',
  /** $1 id, $2 limit. A known reference for each id above it. */
  after: `
    SELECT u.id, r.unique_id AS "uniqueId", r.deleted_at IS NOT NULL AS "isDeleted",
      (EACH_HAS_ROWS) AS "hasRows"
    FROM (IDS_OF_ROWS (SELECT ID AS id FROM REFS WHERE ID > $1 ORDER BY ID LIMIT $2) ORDER BY id LIMIT $2) AS u
    LEFT JOIN LATERAL (SELECT unique_id, deleted_at FROM REFS WHERE ID = u.id OFFSET 0) AS r ON true
    ORDER BY u.id`,
};

/** The statements of a table like `customer_refs`, which a migration of the context creates: docs/references.md. */
export function referenceStatements(context: string, entity: string, columns: ReferringColumns) {
  const [id, refs] = [`${sqlName(entity)}_id`, `${sqlName(context)}.${sqlName(entity)}_refs`];
  const idsOfRows = pairsOf(columns).map(
    ([table, column]) =>
      `(SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} > $1 ORDER BY id LIMIT $2) UNION `,
  );
  const named = <Row = object>(name: keyof typeof TEXTS) =>
    statement<Row>(
      `${sqlName(context)}.refs.${name}`,
      TEXTS[name]
        .replace('IDS_OF_ROWS', idsOfRows.join(''))
        .replace('EACH_HAS_ROWS', existsOf(columns, 'u.id'))
        .replace('HAS_ROWS', existsOf(columns, '$1'))
        .replaceAll('REFS', refs)
        .replaceAll(/\bID\b/g, id),
    );
  return {
    lock: named<Pick<KnownReference, 'uniqueId' | 'isDeleted'>>('lock'),
    insert: named('insert'),
    mark: named('mark'),
    markId: named('markId'),
    highest: named<{ highest: number | null }>('highest'),
    free: named('free'),
    undelete: named('undelete'),
    after: named<KnownReference>('after'),
    deleteRows: pairsOf(columns).map(([table, column]) =>
      statement(`${sqlName(context)}.refs.rows`, `DELETE FROM ${table} WHERE ${column} = $1`),
    ),
  };
}
