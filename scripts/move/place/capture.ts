import { createHash } from 'node:crypto';
import { quoted } from '#glue/db';
import type { Table } from './catalog.js';
import { without } from './fence.js';
import { inSchema, literal, type Place } from './place.js';

const CAPTURE = 'move_capture';
const TRUNCATE = 'move_truncate';
export const CHANGES = 'move_changes';

/**
 * Notes the primary keys of changed rows from now on, within the open transaction: the keys only, so
 * that their order does not matter. Any role may write: the functions run
 * with the rights of the owner.
 */
export async function addCapture(place: Place, tables: readonly Table[]): Promise<void> {
  const names = tables.map(({ name }) => name);
  await place.session.run(`
    CREATE TABLE IF NOT EXISTS ${inSchema(place, CHANGES)} (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tab text NOT NULL, key jsonb NOT NULL
    )`);
  await place.session.run(truncateFunction(place));
  const uncaptured = new Set(await without(place, names, CAPTURE));
  for (const table of tables.filter(({ name }) => uncaptured.has(name))) {
    const [target, capture] = [inSchema(place, table.name), inSchema(place, functionOf(table))];
    await place.session.run(
      captureFunction(place, table),
      `CREATE TRIGGER ${CAPTURE} AFTER INSERT OR UPDATE OR DELETE ON ${target}
       FOR EACH ROW EXECUTE FUNCTION ${capture}()`,
      `CREATE TRIGGER ${TRUNCATE} BEFORE TRUNCATE ON ${target}
       FOR EACH STATEMENT EXECUTE FUNCTION ${inSchema(place, TRUNCATE)}()`,
    );
  }
}

/** Removes it, with its table, within the open transaction. */
export async function removeCapture(place: Place): Promise<void> {
  await dropFunctions(place, 'move\\_capture\\_%');
  await dropFunctions(place, 'move\\_truncate');
  await place.session.run(`DROP TABLE IF EXISTS ${inSchema(place, CHANGES)}`);
}

/** Drops functions with the triggers that call them. */
export async function dropFunctions(place: Place, pattern: string): Promise<void> {
  const found = await place.session.query<{ signature: string }>(
    `SELECT oid::regprocedure::text AS signature FROM pg_proc
     WHERE pronamespace = to_regnamespace($1) AND proname LIKE $2`,
    [`"${place.schema}"`, pattern],
  );
  for (const { signature } of found) await place.session.run(`DROP FUNCTION ${signature} CASCADE`);
}

function functionOf({ name }: Table): string {
  return `${CAPTURE}_${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

function captureFunction(place: Place, table: Table): string {
  const keyOf = (row: string) =>
    `jsonb_build_array(${table.key.map((column) => `${row}.${quoted(column)}`).join(', ')})`;
  const note = (row: string) =>
    `INSERT INTO ${inSchema(place, CHANGES)} (tab, key) VALUES (${literal(table.name)}, ${keyOf(row)});`;
  return `
    CREATE OR REPLACE FUNCTION ${inSchema(place, functionOf(table))}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $capture$
    BEGIN
      IF TG_OP = 'INSERT' THEN ${note('NEW')} RETURN NULL; END IF;
      ${note('OLD')}
      IF TG_OP = 'UPDATE' THEN
        IF ${keyOf('NEW')} <> ${keyOf('OLD')} THEN ${note('NEW')} END IF;
      END IF;
      RETURN NULL;
    END $capture$`;
}

function truncateFunction(place: Place): string {
  return `
    CREATE OR REPLACE FUNCTION ${inSchema(place, TRUNCATE)}() RETURNS trigger LANGUAGE plpgsql AS $truncate$
    BEGIN
      RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE = 'a table that is being moved cannot be truncated';
    END $truncate$`;
}
