import { quoted } from '#glue/db';
import type { Table } from '../place/catalog.js';
import { inSchema, type Place } from '../place/place.js';

/** An alias that is no column of a table. */
const ROW = 'row_of_move';
/** 60 bits of a hash of the text of a row; their sum does not depend on the order of rows. */
const HASH = `('x' || left(md5(${ROW}::text), 15))::bit(60)::bigint`;

/** The statements that copy and compare the rows of a table. Rows and keys are texts. */
export function rowSql(place: Place, table: Table) {
  const name = `${inSchema(place, table.name)} AS ${ROW}`;
  const columns = table.columns
    .filter(({ isGenerated }) => !isGenerated)
    .map((each) => quoted(each.name));
  const keyColumns = table.key.map((column) => `${ROW}.${quoted(column)}`);
  const ofKey = `FROM unnest($1::text[]) AS k (key)`;
  const isKey = keyColumns
    .map((column, i) => `${column} = ${keyPart(table, i, 'k.key')}`)
    .join(' AND ');
  const after = table.key.map((_, i) => keyPart(table, i, '$1::text')).join(', ');
  return {
    /** $1 the key of the last row, or null; $2 the number of rows. */
    page: `SELECT ${ROW}::text AS row, jsonb_build_array(${keyColumns.join(', ')})::text AS key FROM ${name}
      WHERE $1::text IS NULL OR (${keyColumns.join(', ')}) > (${after})
      ORDER BY ${keyColumns.join(', ')} LIMIT $2`,
    /** $1 keys. */
    byKeys: `SELECT ${ROW}::text AS row ${ofKey} JOIN ${name} ON ${isKey}`,
    /** $1 keys. */
    remove: `DELETE FROM ${name} USING unnest($1::text[]) AS k (key) WHERE ${isKey}`,
    /** $1 rows. */
    insert: `INSERT INTO ${inSchema(place, table.name)} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE
      SELECT ${columns.map((column) => `(r.row).${column}`).join(', ')}
      FROM (SELECT text::${inSchema(place, table.name)} AS row FROM unnest($1::text[]) AS text OFFSET 0) r`,
    sum: `SELECT count(*)::text AS count, coalesce(sum(${HASH}), 0)::text AS sum FROM ${name}`,
    /** $1 keys. */
    sumOfKeys: `SELECT count(*)::text AS count, coalesce(sum(${HASH}), 0)::text AS sum ${ofKey} JOIN ${name} ON ${isKey}`,
  };
}

function keyPart({ key, columns }: Table, index: number, text: string): string {
  const { type } = columns.find(({ name }) => name === key[index])!;
  return `((${text})::jsonb ->> ${index})::${type}`;
}
