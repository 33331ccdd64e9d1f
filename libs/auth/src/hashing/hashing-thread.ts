import { Worker } from 'node:worker_threads';
import type { Cost, Job, JobResult } from './hashing-job.js';

/** The worker's file, beside this file or beside the bundle that contains it. */
const WORKER = new URL('./hashing.worker.mjs', import.meta.url);
/** Threads that answer requests have priority when there are not enough processors. */
const NICENESS = 10;
/** Limits of V8, which needs little: the library allocates the memory of a hash. */
const HEAP = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

type Settle = (result: JobResult) => void;

/** A thread and its pending jobs. It keeps the process alive while it has any. */
export class HashingThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Settle>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    cost: Cost,
    private readonly idleMs: number,
    private readonly leave: (thread: HashingThread) => void,
  ) {
    const workerData = { cost, niceness: NICENESS };
    this.worker = new Worker(WORKER, { workerData, resourceLimits: HEAP });
    this.worker.on('message', (result: JobResult) => this.settle(result));
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

  do(job: Omit<Job, 'id'>): Promise<JobResult> {
    clearTimeout(this.idle);
    this.worker.ref();
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ ...job, id } satisfies Job);
    });
  }

  private settle(result: JobResult): void {
    this.waiting.get(result.id)?.(result);
    this.waiting.delete(result.id);
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
