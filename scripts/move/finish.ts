import { activate, FENCE } from '#glue/db';
import { dropFunctions, removeCapture } from './place/capture.js';
import { LATER, validate } from './place/later.js';
import { inSchema, type Place } from './place/place.js';
import { readState } from './place/state.js';
import { PROGRESS } from './rows/copy.js';

/** Removes what a move leaves, after the handover. The fence of the source stays. */
export async function finish(source: Place, target: Place): Promise<void> {
  const { session, schema } = target;
  const { move } = (await readState(target))!;
  await activate((sql, values) => session.query(sql, values), schema, move);
  await validate(target);
  await session.withLocks(async () => {
    await dropFunctions(target, FENCE.replace('_', '\\_'));
    for (const table of [PROGRESS, LATER]) {
      await session.run(`DROP TABLE IF EXISTS ${inSchema(target, table)}`);
    }
  });
  await source.session.withLocks(() => removeCapture(source));
}
