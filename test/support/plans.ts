import pg from 'pg';
import type { DataSource } from 'typeorm';

/** A statement as it was sent. With a name, PostgreSQL may plan it once for all values. */
export interface SentStatement {
  name: string | undefined;
  text: string;
  values: unknown[];
}

/** Below this number of pages, PostgreSQL prefers a sequential scan to an index. */
const WORTH_AN_INDEX = 3;

/** All statements with values that pg's clients send during `work`, each once. */
export async function recordStatements(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent = new Map<string, SentStatement>();
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const [first, second] = args;
    const { name, text, values } =
      typeof first === 'string' ? { text: first, values: second } : (first as SentStatement);
    if (Array.isArray(values)) sent.set(text, { name, text, values });
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return [...sent.values()];
}

/**
 * The statements that scan a table larger than a few pages: one line each. Nothing is executed.
 * Named ones are explained with their generic plan, which is the same for all values.
 */
export async function wholeTablesRead(
  dataSource: DataSource,
  statements: SentStatement[],
): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query("SET plan_cache_mode = 'force_generic_plan'");
    const large = await largeTables(dataSource);
    const found: string[] = [];
    for (const [n, statement] of statements.entries()) {
      const scanned = new Set(scansIn(await explain(runner, statement, `plan_${n}`)));
      for (const table of scanned) {
        if (large.has(table)) found.push(`reads all of ${table}: ${statement.text}`);
      }
    }
    return found;
  } finally {
    await runner.query('RESET plan_cache_mode');
    await runner.query('DEALLOCATE ALL');
    await runner.release();
  }
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

type Runner = ReturnType<DataSource['createQueryRunner']>;

async function explain(runner: Runner, { name, text, values }: SentStatement, as: string) {
  if (name === undefined)
    return planOf(await runner.query(`EXPLAIN (FORMAT JSON) ${text}`, values));
  await runner.query(`PREPARE ${as} AS ${text}`);
  const nulls = values.length > 0 ? `(${values.map(() => 'NULL').join(', ')})` : '';
  return planOf(await runner.query(`EXPLAIN (FORMAT JSON) EXECUTE ${as}${nulls}`));
}

function planOf(rows: unknown): Plan {
  return (rows as { 'QUERY PLAN': { Plan: Plan }[] }[])[0]!['QUERY PLAN'][0]!.Plan;
}

/** A bitmap scan of an index without a condition reads all of that index. */
function scansIn(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(scansIn);
  if (plan['Node Type'] === 'Seq Scan') return [plan['Relation Name']!, ...below];
  const isWhole = plan['Node Type'] === 'Bitmap Index Scan' && !plan['Index Cond'];
  return isWhole ? [plan['Index Name']!, ...below] : below;
}

async function largeTables(dataSource: DataSource): Promise<Set<string>> {
  const rows = await dataSource.query<{ relname: string }[]>(
    `SELECT relname FROM pg_class
     WHERE relkind IN ('r', 'i') AND relnamespace::regnamespace::text IN ('auth', 'todo', 'mail')
       AND pg_relation_size(oid) / current_setting('block_size')::integer > $1`,
    [WORTH_AN_INDEX],
  );
  return new Set(rows.map(({ relname }) => relname));
}

/** Tables of one size, as PostgreSQL estimates them. */
export interface TableState {
  name: string;
  users: number;
  isAnalyzed: boolean;
}

/** Small and large tables, with and without statistics of PostgreSQL. */
export const TABLE_STATES: TableState[] = [100, 1_000].flatMap((users) =>
  [false, true].map((isAnalyzed) => ({
    name: `${users} users, ${isAnalyzed ? 'analyzed' : 'never analyzed'}`,
    users,
    isAnalyzed,
  })),
);

/** Prevents PostgreSQL from analyzing tables automatically. */
export async function stopAutovacuum(dataSource: DataSource, tables: string[]): Promise<void> {
  for (const table of tables) {
    await dataSource.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  }
}
