import { createRequire } from 'node:module';
import type * as os from 'node:os';
import type * as threads from 'node:worker_threads';
import type * as argon2 from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, 2 passes and 1 lane: OWASP, Password Storage Cheat
 * Sheet. argon2id is the library's default algorithm.
 */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** What answers requests goes first where there are not processors enough for both. */
const NICENESS = 10;
/** Of V8, which has next to nothing to do here: the memory of a hash is the library's. */
const HEAP = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

/** To hash a password, or to verify it where there is a hash. */
export interface Job {
  id: number;
  password: string | Uint8Array;
  hash?: string;
}

/** What came of a {@link Job}: a hash, or whether the password is the one that was hashed. */
export type Outcome = { id: number } & ({ result: string | boolean } | { fault: string });

interface Terms {
  library: string;
  cost: typeof COST;
  niceness: number;
}

/** How a thread is made that answers each {@link Job} by an {@link Outcome}, one after the other. */
export function hashingThread(): { code: string; options: threads.WorkerOptions } {
  const library = createRequire(import.meta.url).resolve('@node-rs/argon2');
  const terms: Terms = { library, cost: COST, niceness: NICENESS };
  return {
    // As text it needs no file of its own beside each bundle.
    code: `(${String(work)})(require)`,
    options: { eval: true, workerData: terms, resourceLimits: HEAP },
  };
}

/** The whole of the thread. It sees nothing that is around it in this file. */
function work(load: NodeJS.Require): void {
  const thread = load('node:worker_threads') as typeof threads;
  const { library, cost, niceness } = thread.workerData as Terms;
  const { hashSync, verifySync } = load(library) as typeof argon2;
  // Linux has a niceness for each thread; elsewhere it would be that of the whole process.
  if (process.platform === 'linux') (load('node:os') as typeof os).setPriority(niceness);

  const outcomeOf = ({ id, password, hash }: Job): Outcome => {
    try {
      return {
        id,
        result: hash === undefined ? hashSync(password, cost) : verifySync(hash, password),
      };
    } catch (error) {
      return { id, fault: String(error) };
    }
  };
  thread.parentPort!.on('message', (job: Job) => thread.parentPort!.postMessage(outcomeOf(job)));
}
