import { Worker } from 'node:worker_threads';
import { COST, type Job, type Outcome } from './hashing-job.js';

/** The worker's file, beside this file or beside the bundle that contains it. */
const WORKER = new URL('./hashing.worker.mjs', import.meta.url);
/** Threads that answer requests have priority when there are not enough processors. */
const NICENESS = 10;
/**
 * Limits of V8, which needs little in such a thread: the library allocates the memory of a hash.
 */
const HEAP = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

/** How long an idle thread is kept; the next job starts another. */
const IDLE_MS = 10_000;

type Settle = (outcome: Outcome) => void;

/** A thread and its pending jobs. It keeps the process alive while it has any. */
class HashingThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Settle>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly idleMs: number,
    private readonly leave: (thread: HashingThread) => void,
  ) {
    const workerData = { cost: COST, niceness: NICENESS };
    this.worker = new Worker(WORKER, { workerData, resourceLimits: HEAP });
    this.worker.on('message', (outcome: Outcome) => this.settle(outcome));
    let reason = 'the thread ended';
    this.worker.on('error', (error) => (reason = String(error)));
    this.worker.on('exit', () => {
      leave(this);
      for (const id of [...this.waiting.keys()]) this.settle({ id, error: reason });
    });
  }

  get load(): number {
    return this.waiting.size;
  }

  do(job: Omit<Job, 'id'>): Promise<Outcome> {
    clearTimeout(this.idle);
    this.worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ ...job, id } satisfies Job);
    });
  }

  private settle(outcome: Outcome): void {
    this.waiting.get(outcome.id)?.(outcome);
    this.waiting.delete(outcome.id);
    if (this.load > 0) return;
    this.worker.unref();
    this.idle = setTimeout(() => this.end(), this.idleMs).unref();
  }

  private end(): void {
    // Deregister before terminate(), which is asynchronous, so no new job is assigned here.
    this.leave(this);
    void this.worker.terminate();
  }
}

/**
 * Threads that hash, each one job after the other. Jobs are queued in a thread, so that it need not
 * wait for the event loop; the thread pool of Node, which resolves names and writes files, stays
 * free.
 */
export class HashingThreads {
  private threads: HashingThread[] = [];

  constructor(
    private readonly size: number,
    private readonly idleMs = IDLE_MS,
  ) {}

  /** The current number of threads. */
  get count(): number {
    return this.threads.length;
  }

  /** @throws Error if the library fails, or if the thread ended meanwhile */
  async do(job: Omit<Job, 'id'>): Promise<string | boolean> {
    const outcome = await this.next().do(job);
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.result;
  }

  /** The thread with the fewest jobs; a new one if all have some and the maximum is not reached. */
  private next(): HashingThread {
    const least = this.threads.toSorted((a, b) => a.load - b.load)[0];
    if (least && (least.load === 0 || this.threads.length >= this.size)) return least;
    const thread = new HashingThread(this.idleMs, (leaving) => {
      this.threads = this.threads.filter((other) => other !== leaving);
    });
    this.threads.push(thread);
    return thread;
  }
}
