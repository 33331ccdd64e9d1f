import { execute } from '../database/execute.js';
import { CONNECTIONS, type LoadRequest, type Limit } from '../load/load-plan.js';
import { runLoad } from '../load/run-load.js';
import { inTurn } from '../workloads/workload.js';
import { checkSession, create, getAll, type Inhabitant, logIn, update } from './populate.js';
import type { RunningVersion } from './run-version.js';

/** A version that is ready to be measured. */
export interface Settled extends RunningVersion {
  inhabitants: Inhabitant[];
}

/** The workloads of the comparison. */
export interface Question {
  name: string;
  limit(seconds: number): Limit;
  warmUp: Limit;
  requests(inhabitants: Inhabitant[]): LoadRequest[];
  /** Deletes the rows of a round, so that each begins with the same rows. */
  cleanUp?: string;
}

const CREATES = 4_000;
const WARM_UP: Limit = { seconds: 0.5 };
const seconds = (limit: number) => ({ seconds: limit });

export const QUESTIONS: Question[] = [
  {
    name: 'get/all, 1 token',
    limit: seconds,
    warmUp: WARM_UP,
    requests: ([first]) => [getAll(first!)],
  },
  {
    name: 'get/all, all tokens',
    limit: seconds,
    warmUp: WARM_UP,
    requests: (all) => all.map(getAll),
  },
  {
    name: 'create',
    // A number of requests: otherwise the faster version would have the longer lists to return.
    limit: () => ({ requests: CREATES }),
    warmUp: { requests: CREATES / 10 },
    requests: (all) => all.map((each) => create(each)),
    // Earlier versions have their tables in public.
    cleanUp: `DO $$ BEGIN
      IF to_regclass('todo.to_do_items') IS NULL THEN
        DELETE FROM public.to_do_items WHERE title = 'item of the benchmark';
      ELSE
        DELETE FROM todo.to_do_items WHERE title = 'item of the benchmark';
      END IF;
    END $$`,
  },
  {
    name: 'update',
    limit: seconds,
    warmUp: WARM_UP,
    requests: (all) => inTurn(all, update),
  },
  {
    name: 'session, all tokens',
    limit: seconds,
    warmUp: WARM_UP,
    requests: (all) => all.map(checkSession),
  },
  { name: 'login', limit: seconds, warmUp: WARM_UP, requests: (all) => all.map(logIn) },
];

/** Requests per second of both versions, one round each, in the order of `turn`. */
export async function measurePair(
  question: Question,
  versions: [Settled, Settled],
  turn: number,
  length: number,
): Promise<[number, number]> {
  const order = turn % 2 === 0 ? [0, 1] : [1, 0];
  const perSecond: [number, number] = [NaN, NaN];
  for (const i of order) perSecond[i as 0 | 1] = await measure(question, versions[i]!, length);
  return perSecond;
}

async function measure(question: Question, version: Settled, length: number): Promise<number> {
  const { contestant, databaseUrl, inhabitants } = version;
  const { requests, seconds: took } = await runLoad({
    url: contestant.url('todo'),
    connections: CONNECTIONS,
    requests: question.requests(inhabitants),
    warmUp: question.warmUp,
    limit: question.limit(length),
    pids: contestant.pids,
  });
  if (question.cleanUp) {
    await execute(databaseUrl, question.cleanUp);
    await execute(databaseUrl, 'VACUUM ANALYZE');
    await execute(databaseUrl, 'CHECKPOINT');
  }
  return requests / took;
}
