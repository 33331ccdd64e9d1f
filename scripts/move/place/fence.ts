import { FENCE, MOVE_TABLE } from '#glue/db';
import { inSchema, literal, type Place } from './place.js';

/**
 * What the fence of a schema does with a write. `until` is a time of the server; `arriving` lets the
 * mover write, and everyone once the copy is in charge.
 */
export type Fence = 'open' | { until: string } | 'left' | { arriving: string };

/**
 * Sets the fence, within the open transaction. It is a function that the triggers of all tables call:
 * PostgreSQL uses the newest one whatever snapshot a transaction has, once that has waited for a lock
 * of the table. So with all tables locked no write of an older transaction passes it.
 */
export async function setFence(place: Place, fence: Fence): Promise<void> {
  await place.session.run(`
    CREATE OR REPLACE FUNCTION ${inSchema(place, FENCE)}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $fence$
    BEGIN
      IF ${passes(place, fence)} THEN RETURN NULL; END IF;
      RAISE EXCEPTION USING ERRCODE = '55000', CONSTRAINT = '${FENCE}', MESSAGE = ${literal(messageOf(place, fence))};
    END $fence$`);
}

/** The triggers that call it, on the tables that have none. */
export async function addFenceTriggers(place: Place, tables: readonly string[]): Promise<void> {
  for (const table of await without(place, tables, FENCE)) {
    await place.session.run(`
      CREATE TRIGGER ${FENCE} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE
      ON ${inSchema(place, table)} FOR EACH STATEMENT EXECUTE FUNCTION ${inSchema(place, FENCE)}()`);
  }
}

/** Waits for all writes to the tables, and makes others wait until the transaction ends. */
export async function lockWrites(place: Place, tables: readonly string[]): Promise<void> {
  const names = tables.map((table) => inSchema(place, table));
  await place.session.run(`LOCK TABLE ${names.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
}

/** Those of the tables that lack a trigger. */
export async function without(place: Place, tables: readonly string[], trigger: string) {
  const found = await place.session.query<{ name: string }>(
    `SELECT name FROM unnest($2::text[]) AS name WHERE NOT EXISTS (
       SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relnamespace = $1::regnamespace AND c.relname = name AND t.tgname = $3)`,
    [`"${place.schema}"`, tables, trigger],
  );
  return found.map(({ name }) => name);
}

function passes(place: Place, fence: Fence): string {
  if (fence === 'open') return 'true';
  if (fence === 'left') return 'false';
  if ('until' in fence) return `clock_timestamp() >= ${literal(fence.until)}::timestamptz`;
  return (
    `current_setting('move.id', true) = ${literal(fence.arriving)} OR ` +
    `(SELECT state = 'active' FROM ${inSchema(place, MOVE_TABLE)})`
  );
}

function messageOf({ context }: Place, fence: Fence): string {
  return fence === 'left'
    ? `the data of ${context} were moved to another database, and this process has the old address`
    : `the data of ${context} are being moved`;
}
