import { MoveError } from '../move-error.js';
import { migrationsTable, tablesOf } from '../place/catalog.js';
import type { Place } from '../place/place.js';
import type { Step } from './plan-move.js';

const RELATIONS = `
  SELECT relname::text AS name FROM pg_class
  WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') ORDER BY 1 LIMIT 3`;

const EARLIER = `
  SELECT n.nspname::text AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY(current_schemas(false)) AND n.nspname <> $1 AND c.relname = $2 AND c.relkind = 'r'
    AND to_regclass(format('%I.%I', $1::text, $2::text)) IS NULL`;

/**
 * Checks that a target has the owner that its processes need, and nothing that the copy would replace.
 *
 * @param login the user of its address
 * @throws MoveError with the cure
 */
export async function checkTarget(target: Place, login: string, step: Step): Promise<void> {
  const { name, user, session } = target;
  if (user && user !== login) {
    throw new MoveError(
      `${name}: the user is ${login}, but the processes use ${user} there. Give the address with the user ${user}, or correct the variable.`,
    );
  }
  if (await hasState(target)) await tablesOf(target);
  else if (step === 'begin') await assertEmpty(target);
  await session.transaction(() => assertNoEarlier(target));
}

/** The migrations would take tables of a version without schemas, which the copy then empties. */
async function assertNoEarlier({ session, schema, context, name }: Place): Promise<void> {
  await session.run('SET LOCAL search_path TO DEFAULT');
  const table = migrationsTable(context);
  const [found] = await session.query<{ schema: string }>(EARLIER, [schema, table]);
  if (!found) return;
  throw new MoveError(
    `${name}: tables of an earlier version of ${context} are in the schema ${found.schema} (${table}). ` +
      'If they are not needed, drop them; or choose another database.',
  );
}

async function hasState({ session, schema }: Place): Promise<boolean> {
  const [found] = await session.query<{ known: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS known',
    [`"${schema}".move_state`],
  );
  return found!.known;
}

async function assertEmpty({ session, schema, name }: Place): Promise<void> {
  const found = await session.query<{ name: string }>(RELATIONS, [`"${schema}"`]);
  if (found.length === 0) return;
  throw new MoveError(
    `${name}: the schema ${schema} has tables already (${found.map((each) => each.name).join(', ')}). ` +
      'If they are not needed, drop them; or choose another database.',
  );
}
