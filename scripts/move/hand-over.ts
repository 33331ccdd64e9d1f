import { setTimeout as delay } from 'node:timers/promises';
import { activate, ACTIVATION_MS } from '#glue/db';
import { MoveError } from './move-error.js';
import { migrationsOf, tablesOf, writtenTables } from './place/catalog.js';
import { lockWrites, setFence } from './place/fence.js';
import { addConstraints, postpone } from './place/later.js';
import { readState, writeState } from './place/state.js';
import type { Pair } from './rows/pair.js';
import { countChanges, runRound } from './rows/round.js';
import { setSequences } from './rows/sequences.js';

/** How long a fence lasts at most: it lifts itself if the mover dies. */
export const FENCE_MS = 1_000;
const SMALL = 100;
const MAX_ROUNDS = 200;
const ATTEMPTS = 10;

/** When the target got in charge: how long writes failed, and how often it was tried. */
export interface Handover {
  fencedMs: number;
  attempts: number;
}

/**
 * Puts the target in charge: fences the source, applies the rest, and commits the handover there.
 *
 * @throws MoveError if writes are faster than the copy
 */
export async function handOver(pair: Pair): Promise<Handover> {
  for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
    await pair.target.session.withLocks(() => postpone(pair.target, ['foreign key', 'trigger']));
    await catchUp(pair);
    const start = performance.now();
    const { move } = await raiseFence(pair);
    await runRound(pair, { compare: 'round' });
    await completeTarget(pair);
    if (!(await commitHandover(pair))) continue;
    await delay(ACTIVATION_MS);
    await activate(
      (sql, values) => pair.target.session.query(sql, values),
      pair.target.schema,
      move,
    );
    return { fencedMs: Math.round(performance.now() - start), attempts };
  }
  throw new MoveError(
    `the rest could not be applied within ${FENCE_MS} ms in ${ATTEMPTS} attempts. The old address is in charge; run the move again when fewer rows are written.`,
  );
}

async function catchUp(pair: Pair): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if ((await runRound(pair, { compare: 'round' })) <= SMALL) return;
  }
  throw new MoveError(
    'rows are written faster than they are copied. Run the move again at a quieter time.',
  );
}

/** With all tables locked, so that every transaction that wrote has ended. */
async function raiseFence({ source, tables }: Pair) {
  return source.session.withLocks(async () => {
    await lockWrites(source, writtenTables(source, tables));
    const [found] = await source.session.query<{ until: string }>(
      `SELECT (clock_timestamp() + $1 * interval '1 millisecond')::text AS until`,
      [FENCE_MS],
    );
    await setFence(source, { until: found!.until });
    return (await readState(source))!;
  });
}

/** All that the copy lacks: in one transaction, which is durable before the handover. */
async function completeTarget(pair: Pair): Promise<void> {
  await pair.target.session.transaction(async () => {
    await setSequences(pair);
    await addConstraints(pair.target);
  });
}

/**
 * The handover, unless a write passed the fence after its time, or a migration changed tables.
 *
 * @returns whether the target is in charge
 */
async function commitHandover(pair: Pair): Promise<boolean> {
  const { source, tables, migrations } = pair;
  return source.session.withLocks(async () => {
    await lockWrites(source, writtenTables(source, tables));
    if ((await countChanges(pair)) > 0) return false;
    const now = [await tablesOf(source), await migrationsOf(source)];
    if (JSON.stringify(now) !== JSON.stringify([tables, migrations])) {
      throw new MoveError(
        'a migration has changed the tables during the move. Run the move again, of the same version.',
      );
    }
    await setFence(source, 'left');
    await writeState(source, { ...(await readState(source))!, state: 'left' });
    return true;
  });
}
