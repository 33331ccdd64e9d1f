import { randomUUID } from 'node:crypto';
import { type DatabaseOptions, openMigratedDataSource, quoted } from '#glue/db';
import { MoveError } from './move-error.js';
import { addCapture, removeCapture } from './place/capture.js';
import { migrationsOf, sequencesOf, tablesOf, writtenTables } from './place/catalog.js';
import { addFenceTriggers, lockWrites, setFence } from './place/fence.js';
import { postpone } from './place/later.js';
import { inSchema, type Place } from './place/place.js';
import { passing } from './place/session.js';
import { readState, type StateRow, writeState } from './place/state.js';
import { PROGRESS, resetProgress } from './rows/copy.js';
import type { Pair } from './rows/pair.js';

/** Begins, or continues, to capture changes at the source. It stays in charge. */
export async function prepareSource(source: Place, target: Place): Promise<StateRow> {
  const tables = await tablesOf(source);
  const names = writtenTables(source, tables);
  return source.session.withLocks(async () => {
    const known = await readState(source);
    const row: StateRow =
      known?.state === 'leaving'
        ? known
        : {
            move: randomUUID(),
            lineage: known?.lineage ?? randomUUID(),
            generation: known?.generation ?? 0,
            state: 'leaving',
            other: target.name,
            leftAt: null,
          };
    await writeState(source, row);
    await setFence(source, 'open');
    await lockWrites(source, names);
    await addCapture(source, tables);
    await addFenceTriggers(source, names);
    return row;
  });
}

/** Creates the tables at the target by the migrations of the context, and empties them. */
export async function prepareTarget(
  source: Place,
  target: Place,
  { move, lineage, generation }: StateRow,
  database: DatabaseOptions,
): Promise<Pair> {
  const row: StateRow = {
    move,
    lineage,
    generation: generation + 1,
    state: 'arriving',
    other: source.name,
    leftAt: null,
  };
  await target.session.passAs(move);
  await target.session.withLocks(() => markAsCopy(target, row));
  const isCopied = await hasProgress(target);
  const before = await migrationsOf(target);
  await migrate(target, move, database);
  const pair = await pairOf(source, target);
  const isCurrent = before.length === (await migrationsOf(target)).length;
  if (!isCopied || !isCurrent) await beginCopy(pair);
  return pair;
}

/** From then on only this move may write there, and processes do not use it. */
async function markAsCopy(target: Place, row: StateRow): Promise<void> {
  const { session, schema } = target;
  const [found] = await session.query<{ known: boolean }>(
    'SELECT to_regnamespace($1) IS NOT NULL AS known',
    [quoted(schema)],
  );
  if (!found!.known) await session.run(`CREATE SCHEMA ${quoted(schema)}`);
  const known = await readState(target);
  if (known?.state === 'left') await removeRemains(target);
  const leftAt = known?.state === 'left' ? known.generation : (known?.leftAt ?? null);
  await writeState(target, { ...row, leftAt });
  await setFence(target, { arriving: row.move });
}

/** What a mover that was killed after its handover has left: a copy must not capture changes. */
async function removeRemains(target: Place): Promise<void> {
  await removeCapture(target);
  await target.session.run(`DROP TABLE IF EXISTS ${inSchema(target, PROGRESS)}`);
}

async function beginCopy({ target, tables }: Pair): Promise<void> {
  const names = tables.map(({ name }) => name);
  await target.session.withLocks(async () => {
    await addFenceTriggers(target, names);
    await postpone(target, ['foreign key', 'index', 'trigger']);
    await target.session.run(`TRUNCATE ${names.map((name) => inSchema(target, name)).join(', ')}`);
    await resetProgress(target, tables);
  });
}

async function migrate(target: Place, move: string, database: DatabaseOptions): Promise<void> {
  const options = { ...database, nextUrl: undefined, maxConnections: 1, move };
  const source = await openMigratedDataSource({ ...options, url: passing(target.url, move) });
  await source.destroy();
}

async function hasProgress(target: Place): Promise<boolean> {
  const [found] = await target.session.query<{ known: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS known',
    [inSchema(target, PROGRESS)],
  );
  return found!.known;
}

/**
 * The tables and sequences that both addresses have.
 *
 * @throws MoveError if they differ
 */
export async function pairOf(source: Place, target: Place): Promise<Pair> {
  const [tables, others] = [await tablesOf(source), await tablesOf(target)];
  const sequences = await sequencesOf(source);
  const differing =
    tables.find(
      (each) => !others.some((other) => JSON.stringify(other) === JSON.stringify(each)),
    ) ?? others.find(({ name }) => !tables.some((each) => each.name === name));
  if (differing) {
    throw new MoveError(
      `the table ${differing.name} has other columns at ${target.name} than at ${source.name}. ` +
        'Run the migrations of this version at the source, or compare the tables.',
    );
  }
  const migrations = await migrationsOf(source);
  assertSame('migrations', migrations, await migrationsOf(target));
  assertSame('sequences', sequences, await sequencesOf(target));
  return { source, target, tables, sequences, migrations };
}

function assertSame(what: string, source: readonly string[], target: readonly string[]): void {
  if (JSON.stringify(source) === JSON.stringify(target)) return;
  throw new MoveError(
    `the ${what} of both addresses differ: ${source.join(', ')}, and ${target.join(', ')}.`,
  );
}
