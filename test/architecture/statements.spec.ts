import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sqlName } from '#glue/db';
import { ROOT } from './project-copy.js';
import { problemsIn, statementsIn, tablesOf } from './statements.js';

const contexts = readdirSync(join(ROOT, 'migrations'));
const tables = tablesOf(
  contexts.flatMap((context) => statementsIn(join(ROOT, 'migrations', context), /^\d.*\.ts$/)),
);

it.each(contexts)('the tables of the migrations of %s are known', (context) => {
  expect([...tables.keys()].filter((name) => name.startsWith(`${sqlName(context)}.`))).not.toEqual(
    [],
  );
});

it('the tables of migrations are known with the columns that an INSERT … SELECT must name', () => {
  const columns = [...tables.get('auth.users')!];
  expect(columns).toEqual(expect.arrayContaining(['email', 'session_generation']));
  expect(columns).not.toContain('time_zone');
});

/** docs/accounts.md promises it. */
describe('the entries of audits', () => {
  const CHANGE = /\b(?:UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?) (?:ONLY )?[\w$]+\.audit\b/;
  const OWN = join(ROOT, 'libs/glue/src/db/audit');

  it('are changed and deleted by glue/db/audit only', () => {
    const folders = [join(ROOT, 'libs'), join(ROOT, 'migrations'), join(ROOT, 'scripts')];
    const statements = folders.flatMap((folder) => statementsIn(folder, /\.m?[jt]s$/));
    expect(statements.filter((sql) => CHANGE.test(sql))).toEqual([]);
    // There, the table is inserted.
    const own = statementsIn(OWN, /\.ts$/).filter((sql) =>
      /\b(?:UPDATE|DELETE FROM) \$0/.test(sql),
    );
    expect(own).toHaveLength(5);
  });

  it.each(['UPDATE auth.audit SET at = $1', 'DELETE FROM $0.audit', 'TRUNCATE todo.audit'])(
    'finds violations: %s',
    (sql) => expect(sql).toMatch(CHANGE),
  );
});

/** Statements must work with schemas that are spread over machines: docs/scale.md. */
describe('the statements', () => {
  it.each(contexts)(
    'of %s name their schema, and use as parameters what Citus refuses',
    (context) => {
      const folder = join(ROOT, 'libs', context, 'src/dal/typeorm');
      const statements = existsSync(folder) ? statementsIn(folder, /\.ts$/) : [];
      expect(statements.flatMap((sql) => problemsIn(sql, tables))).toEqual([]);
    },
  );

  it.each([
    ['SELECT id FROM users', 'users has no schema'],
    ['UPDATE sessions SET last_used_at = $1', 'sessions has no schema'],
    [
      'INSERT INTO auth.limit_counters (key) VALUES ($1) ON CONFLICT (key) DO UPDATE SET until = now()',
      'not immutable',
    ],
    ['SELECT coalesce(least(until, $1), now()) FROM auth.limit_counters', 'not immutable'],
    ["SELECT CASE WHEN id > 1 THEN nextval('s') END FROM auth.users", 'not immutable'],
    ["SELECT CASE WHEN id > 1 THEN setval('s', 1) END FROM auth.users", 'not immutable'],
    ['SELECT coalesce($1, statement_timestamp()) FROM auth.users', 'not immutable'],
    ['SELECT coalesce($1, transaction_timestamp()) FROM auth.users', 'not immutable'],
    [
      'INSERT INTO auth.known_addresses (user_id, address) SELECT id, $1 FROM auth.users',
      'leaves out auth.known_addresses.last_login_at',
    ],
  ])('finds violations: %s', (sql, problem) => {
    expect(problemsIn(sql, tables)).toEqual([expect.stringContaining(problem)]);
  });
});
