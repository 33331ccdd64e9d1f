import { FENCE, MOVE_TABLE } from '#glue/db';
import { dropFunctions, removeCapture } from './place/capture.js';
import { setFence } from './place/fence.js';
import { inSchema, type Place } from './place/place.js';
import { readState, type StateRow, writeState } from './place/state.js';
import { assertAbortable } from './plan/assert-abortable.js';
import { PROGRESS } from './rows/copy.js';

const TABLES = `
  SELECT relname::text AS name FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'v')`;

/**
 * Ends a move before its handover: the partial copy is removed, and then the source is as before.
 *
 * @throws MoveError after the handover, or if the copy is not of the move of this source
 */
export async function abort(source: Place, target: Place): Promise<void> {
  const [row, copy] = [await readState(source), await readState(target)];
  assertAbortable({ name: source.name, row }, { name: target.name, row: copy });
  if (copy?.state === 'arriving') await target.session.withLocks(() => removeCopy(target, copy));
  if (row?.state === 'leaving') await source.session.withLocks(() => release(source, row));
}

async function release(source: Place, row: StateRow): Promise<void> {
  await removeCapture(source);
  await dropFunctions(source, FENCE.replace('_', '\\_'));
  if (row.generation > 0) await writeState(source, { ...row, state: 'active' });
  else await source.session.run(`DROP TABLE ${inSchema(source, MOVE_TABLE)}`);
}

/** A place that was in charge once keeps its fence, and what a next copy must add there. */
async function removeCopy(target: Place, row: StateRow): Promise<void> {
  const { session, schema } = target;
  if (row.leftAt !== null) {
    await setFence(target, 'left');
    await writeState(target, { ...row, generation: row.leftAt, state: 'left', leftAt: null });
    await session.run(`DROP TABLE IF EXISTS ${inSchema(target, PROGRESS)}`);
    return;
  }
  const found = await session.query<{ name: string }>(TABLES, [`"${schema}"`]);
  const tables = found.map(({ name }) => inSchema(target, name));
  if (tables.length > 0) await session.run(`DROP TABLE ${tables.join(', ')} CASCADE`);
  await dropFunctions(target, '%');
}
