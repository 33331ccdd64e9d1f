import type { Cost, Job } from './hashing-job.js';
import { HashingThread } from './hashing-thread.js';

/** How long an idle thread is kept; the next job starts another. */
const IDLE_MS = 10_000;

/**
 * Threads that hash, each one job after the other. Jobs are queued in a thread, so that it need not
 * wait for the event loop; the thread pool of Node, which resolves names and writes files, stays
 * free.
 */
export class HashingThreads {
  private threads: HashingThread[] = [];

  constructor(
    private readonly cost: Cost,
    private readonly size: number,
    private readonly idleMs = IDLE_MS,
  ) {}

  get count(): number {
    return this.threads.length;
  }

  /** @throws Error if the library fails, or if the thread ended meanwhile */
  async do(job: Omit<Job, 'id'>): Promise<string | boolean> {
    const result = await this.next().do(job);
    if ('error' in result) throw new Error(result.error);
    return result.result;
  }

  /** The thread with the fewest jobs; a new one if all have some and the maximum is not reached. */
  private next(): HashingThread {
    const least = this.threads.toSorted((a, b) => a.load - b.load)[0];
    if (least && (least.load === 0 || this.threads.length >= this.size)) return least;
    const thread = new HashingThread(this.cost, this.idleMs, (leaving) => {
      this.threads = this.threads.filter((other) => other !== leaving);
    });
    this.threads.push(thread);
    return thread;
  }
}
