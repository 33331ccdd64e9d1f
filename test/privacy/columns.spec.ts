import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { openTestDataSource } from '../support/test-database.js';

const PAGE = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');
const HEADING = /^#{2,3} `?([^`\n]+)`?$/;
const NAME = /`([a-z_]+)`/g;

/** The columns of a section by its heading, such as `auth.users`, or `*.outbox` for that of any context. */
function listed(): string[] {
  const columns: string[] = [];
  let table = '';
  for (const line of PAGE.split('\n')) {
    table = HEADING.exec(line)?.[1] ?? table;
    const [, cell] = /^\| ([^|]+)/.exec(line) ?? [];
    if (!cell || !table.includes('.')) continue;
    columns.push(...[...cell.matchAll(NAME)].map(([, name]) => `${table}.${name}`));
  }
  return columns;
}

/** The ways in which the page may name a column. */
function namesOf(schema: string, table: string, column: string): string[] {
  const migrations = table === `${schema}_migrations` ? [`*.*_migrations.${column}`] : [];
  return [`${schema}.${table}.${column}`, `*.${table}.${column}`, ...migrations];
}

/** The contexts that the page has a section of: a new one is added with its own rows. */
const described = ALL_CONTEXTS.filter(({ name }) => PAGE.includes(`\n## ${name}\n`));

describe('docs/privacy.md', () => {
  const found = new Set<string>();

  it('has sections of contexts', () => {
    expect(described.length).toBeGreaterThan(0);
  });

  it.each(described)(
    'has each column of $name',
    async ({ name, database }) => {
      const { dataSource, close } = await openTestDataSource(name, database.migrations);
      const columns = await dataSource.query<Record<'schema' | 'table' | 'column', string>[]>(
        `SELECT table_schema AS schema, table_name AS table, column_name AS column
         FROM information_schema.columns
         WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
      );
      await close();
      const names = columns.map(({ schema, table, column }) => namesOf(schema, table, column));
      names.flat().forEach((each) => found.add(each));
      const known = new Set(listed());
      const missing = names.filter((ways) => !ways.some((each) => known.has(each)));
      expect(missing.map(([first]) => first)).toEqual([]);
    },
    60_000,
  );

  it('has no column that does not exist, and none twice', () => {
    const schemas = ['*', ...described.map(({ name }) => name)];
    const rows = listed().filter((each) => schemas.includes(each.split('.')[0]!));
    expect(rows.filter((each) => !found.has(each))).toEqual([]);
    expect(rows).toHaveLength(new Set(rows).size);
  });
});
