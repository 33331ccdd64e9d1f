import { FENCE } from '#glue/db';
import { hasTable, inSchema, type Place } from './place.js';

/** What a copy lacks until its rows are complete, and the statements that add it. */
export const LATER = 'move_later';

type Kind = 'index' | 'foreign key' | 'trigger' | 'validate';

interface Postponed {
  kind: Kind;
  /** Removes it. */
  remove: string;
  /** Adds it again. */
  add: string;
}

const POSTPONED = `
  SELECT CASE WHEN contype = 'f' THEN 'foreign key' ELSE 'index' END AS kind,
    format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS remove,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
      regexp_replace(pg_get_constraintdef(oid), ' NOT VALID$', '')
      || CASE WHEN contype = 'f' THEN ' NOT VALID' ELSE '' END) AS add, contype <> 'f' AS position
  FROM pg_constraint
  WHERE connamespace = $1::regnamespace AND contype IN ('f', 'u', 'x') AND conparentid = 0
  UNION ALL
  SELECT 'index', format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid), true
  FROM pg_index JOIN pg_class c ON c.oid = indexrelid
  WHERE c.relnamespace = $1::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  UNION ALL
  SELECT 'trigger', format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
    format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
      CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname), true
  FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
  WHERE c.relnamespace = $1::regnamespace AND NOT tgisinternal AND tgenabled <> 'D' AND tgname <> $2
  ORDER BY position`;

/** From the name of a constraint on. */
const ADDED = / ADD CONSTRAINT ("(?:[^"]|"")+"|\w+) [^]*$/;

/**
 * Removes what could refuse rows that arrive in any order: foreign keys, other unique constraints,
 * triggers of the context, and with them all indexes but those of primary keys, because rows are
 * copied faster without. Within the open transaction.
 */
export async function postpone(place: Place, kinds: readonly Kind[]): Promise<void> {
  const table = inSchema(place, LATER);
  await place.session.run(
    `CREATE TABLE IF NOT EXISTS ${table} (
       id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, sql text NOT NULL)`,
  );
  const found = await place.session.query<Postponed>(POSTPONED, [`"${place.schema}"`, FENCE]);
  for (const { kind, remove, add } of found.filter((each) => kinds.includes(each.kind))) {
    await place.session.query(`INSERT INTO ${table} (kind, sql) VALUES ($1, $2)`, [kind, add]);
    await place.session.run(remove);
  }
  if (kinds.includes('foreign key')) {
    await place.session.run(`DELETE FROM ${table} WHERE kind = 'validate'`);
  }
}

/** Adds the unique constraints and the indexes, one per transaction. */
export async function addIndexes(place: Place): Promise<void> {
  for (const each of await listed(place, 'index')) {
    await place.session.transaction(() => addOne(place, each));
  }
}

/** Adds foreign keys, unchecked, and enables triggers, within the open transaction. */
export async function addConstraints(place: Place): Promise<void> {
  for (const each of await listed(place, 'foreign key')) {
    const check = each.sql.replace(ADDED, ' VALIDATE CONSTRAINT $1');
    await addOne(place, each);
    await place.session.query(
      `INSERT INTO ${inSchema(place, LATER)} (kind, sql) VALUES ('validate', $1)`,
      [check],
    );
  }
  for (const each of await listed(place, 'trigger')) await addOne(place, each);
}

/** Checks the foreign keys, once the copy is in charge. Reads and writes go on meanwhile. */
export async function validate(place: Place): Promise<void> {
  if (!(await hasTable(place, LATER))) return;
  for (const each of await listed(place, 'validate')) {
    await place.session.withLocks(() => addOne(place, each));
  }
}

interface Listed {
  id: number;
  sql: string;
}

function listed(place: Place, kind: Kind): Promise<Listed[]> {
  return place.session.query<Listed>(
    `SELECT id, sql FROM ${inSchema(place, LATER)} WHERE kind = $1 ORDER BY id`,
    [kind],
  );
}

async function addOne(place: Place, { id, sql }: Listed): Promise<void> {
  await place.session.run(sql);
  await place.session.query(`DELETE FROM ${inSchema(place, LATER)} WHERE id = $1`, [id]);
}
