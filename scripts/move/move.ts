import { setTimeout as delay } from 'node:timers/promises';
import { type DatabaseOptions, SLOW_POLL_MS } from '#glue/db';
import { abort } from './abort.js';
import { finish } from './finish.js';
import { handOver } from './hand-over.js';
import { checkPlaces } from './plan/check-places.js';
import { beOnlyMover } from './plan/only-mover.js';
import { planMove, type Step } from './plan/plan-move.js';
import { addIndexes, postpone } from './place/later.js';
import type { Place } from './place/place.js';
import { readState } from './place/state.js';
import { analyzeTables, copyTables } from './rows/copy.js';
import type { Pair } from './rows/pair.js';
import { countChanges, runRound } from './rows/round.js';
import { prepareSource, prepareTarget } from './target.js';

/** More changes are applied in parts, without indexes. */
const BACKLOG = 10_000;
/** By then all processes have noticed that a move began, and watch more closely. */
const NOTICE_MS = SLOW_POLL_MS + 500;

export type Log = (line: string) => void;

/** The data of a context, and where they are moved. */
export interface Job {
  source: Place;
  target: Place;
  database: DatabaseOptions;
  /** The names of the migrations of this version. */
  migrations: string[];
  log: Log;
}

/**
 * Moves the data of a context while they are used. It may be killed at any time, and run again.
 *
 * @throws MoveError if it is refused, or cannot continue
 */
export async function move(job: Job): Promise<void> {
  const { source, target, log } = job;
  await beOnlyMover(source, target);
  const step = planMove(
    { name: source.name, row: await readState(source) },
    { name: target.name, row: await readState(target) },
  );
  if (step !== 'finish') await copyAndHandOver(job, step);
  await finish(source, target);
  log(`done: ${source.context} is at ${target.name}`);
}

/** @throws MoveError after the handover */
export async function abortMove({ source, target, log }: Job): Promise<void> {
  await beOnlyMover(source, target);
  await abort(source, target);
  log(`aborted: ${source.context} is at ${source.name}, as before`);
}

async function copyAndHandOver(job: Job, step: Step): Promise<void> {
  const { source, target, database, migrations, log } = job;
  await checkPlaces(source, target, step, migrations);
  const row = await prepareSource(source, target);
  const began = Date.now();
  log(`capturing changes at ${source.name}, which stays in charge`);
  const pair = await prepareTarget(source, target, row, database);
  log(
    `${step === 'resume' ? 'continuing' : 'copying'} ${pair.tables.length} tables to ${target.name}`,
  );
  await copyTables(pair, log);
  await catchUp(pair, log);
  await noticed(began);
  log('fencing writes');
  const { fencedMs, attempts } = await handOver(pair);
  log(
    `handed over: writes were refused for ${fencedMs} ms${attempts > 1 ? `, at attempt ${attempts}` : ''}`,
  );
}

/** Until the copy was equal, with its indexes, at one moment. */
async function catchUp(pair: Pair, log: Log): Promise<void> {
  if ((await countChanges(pair)) > BACKLOG) {
    await pair.target.session.withLocks(() =>
      postpone(pair.target, ['foreign key', 'index', 'trigger']),
    );
    while ((await runRound(pair, { limit: BACKLOG })) === BACKLOG);
  } else {
    await pair.target.session.withLocks(() => postpone(pair.target, ['foreign key', 'trigger']));
  }
  await runRound(pair, {});
  await addIndexes(pair.target);
  await analyzeTables(pair);
  await runRound(pair, { compare: 'all' });
  log('counts and checksums of all tables are equal');
}

async function noticed(began: number): Promise<void> {
  const rest = began + NOTICE_MS - Date.now();
  if (rest > 0) await delay(rest);
}
