import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Qualified names of tables, each with its columns; of those that were added later, only those with a default. */
export type Tables = Map<string, Set<string>>;

const STATEMENT = /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/;
const VOLATILE =
  /\b(?:now|nextval|setval|random|(?:clock|statement|transaction)_timestamp|gen_random_uuid)\s*\(|\bcurrent_timestamp\b/i;
const WITH_DEFAULT = /ADD COLUMN (\w+)[^,]*\bDEFAULT\b|ALTER COLUMN (\w+) SET DEFAULT\b/g;
const NO_COLUMN = /^(?:CHECK|PRIMARY|UNIQUE|FOREIGN|CONSTRAINT|EXCLUDE)$/;

/** The statements in the files of a folder, as they are written; `$n` stands for inserted parts. */
export function statementsIn(folder: string, pattern: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => pattern.test(file) && !/spec/.test(file),
  );
  return files.flatMap((file) => textsIn(readFileSync(join(folder, file), 'utf8')));
}

function textsIn(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      texts.push(
        node.head.text + node.templateSpans.map(({ literal }) => `$0${literal.text}`).join(''),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest));
  return texts;
}

/** The tables that migrations create. */
export function tablesOf(migrations: string[]): Tables {
  const tables: Tables = new Map();
  for (const sql of migrations) {
    const [, made, body] = /CREATE (?:UNLOGGED )?TABLE (\w+\.\w+) \(([^]*)\)/.exec(sql) ?? [];
    if (made) tables.set(made, new Set(columnsOf(body!)));
    const [, altered] = /ALTER TABLE (\w+\.\w+)/.exec(sql) ?? [];
    const added = [...sql.matchAll(WITH_DEFAULT)].map(([, one, other]) => (one ?? other)!);
    if (altered) added.forEach((column) => tables.get(altered)?.add(column));
  }
  return tables;
}

function columnsOf(body: string): string[] {
  const lines = body.split('\n').map((line) => /^\s*(\w+) /.exec(line)?.[1] ?? '');
  return lines.filter((word) => word && !NO_COLUMN.test(word));
}

/**
 * Why a statement would fail with schemas that are spread over machines, or refer to no unique
 * table.
 */
export function problemsIn(sql: string, tables: Tables): string[] {
  if (!STATEMENT.test(sql)) return [];
  return [...unqualified(sql, tables), ...volatileParts(sql), ...incompleteInserts(sql, tables)];
}

function unqualified(sql: string, tables: Tables): string[] {
  const names = [...tables.keys()].map((table) => table.split('.')[1]);
  const used = [...sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?(\w+)\b(?!\.)/g)];
  return used.filter(([, name]) => names.includes(name)).map(([, name]) => `${name} has no schema`);
}

/** Citus: "must be marked IMMUTABLE". */
function volatileParts(sql: string): string[] {
  const updates = sql.match(/DO UPDATE\s+SET[^]*?(?=\bWHERE\b|\bRETURNING\b|$)/g) ?? [];
  const cases = sql.match(/\bCASE\b[^]*?\bEND\b/gi) ?? [];
  const defaults = [...sql.matchAll(/\bcoalesce\s*\(/gi)].map(({ index }) => call(sql, index));
  return [...updates, ...cases, ...defaults]
    .filter((part) => VOLATILE.test(part))
    .map((part) => `a function that is not immutable in: ${part.trim()}`);
}

/** From a function's name to the bracket that closes its arguments. */
function call(sql: string, start: number): string {
  let depth = 0;
  for (let end = sql.indexOf('(', start); end < sql.length; end++) {
    depth += Number(sql[end] === '(') - Number(sql[end] === ')');
    if (depth === 0) return sql.slice(start, end + 1);
  }
  return sql.slice(start);
}

/** Citus rewrites such a statement wrongly if a column with a default is omitted. */
function incompleteInserts(sql: string, tables: Tables): string[] {
  const inserts = sql.matchAll(
    /INSERT INTO (\w+\.\w+)(?: AS \w+)?\s*\(([^)]*)\)(?:\s*OVERRIDING SYSTEM VALUE)?\s*SELECT/g,
  );
  return [...inserts].flatMap(([, table, list]) => {
    const named = new Set(list!.split(',').map((column) => column.trim()));
    const missing = [...(tables.get(table!) ?? [])].filter((column) => !named.has(column));
    return missing.map((column) => `INSERT … SELECT leaves out ${table}.${column}`);
  });
}
