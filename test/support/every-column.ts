import type { DataSource } from 'typeorm';

/** All that the tables of a database contain, a line for each row: what a dump tells. */
export async function everyColumn(source: DataSource): Promise<string> {
  const tables = await source.query<{ name: string }[]>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
     FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await source.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`);
    lines.push(...rows.map(({ row }) => `${name} ${row.replaceAll('\n', ' ')}`));
  }
  return lines.join('\n');
}
