import { AsyncResource } from 'node:async_hooks';
import DataLoader from 'dataloader';
import { type ErrorDefinition, ServiceError } from '../errors/index.js';

/** The limits of a {@link Batcher}. */
export interface BatcherOptions {
  /** The maximum number of concurrent calls. */
  calls: number;
  /** The maximum number of requests per call. */
  size: number;
  /** The maximum time that a request waits for its call to begin. */
  waitMs: number;
  /** The error if it would have to wait longer. */
  unavailable: ErrorDefinition;
}

/** Requests that wait for a call to end. */
interface Waiting {
  begin: () => void;
  timer: NodeJS.Timeout;
}

/**
 * Answers many requests by few calls. A request is sent at once while fewer than `calls` calls run;
 * otherwise it waits for one of them to end, and shares the next one with all requests that arrived
 * meanwhile. Nothing is cached, and every call begins after its requests arrived: no result is
 * older than its request. Optimized for speed: `npm run bench -- --part update`.
 */
export class Batcher<Question, Answer> {
  private readonly loader: DataLoader<Question, Answer, unknown>;
  private readonly waiting = new Set<Waiting>();
  private running = 0;
  /** Set while waiting requests are rejected without a call. */
  private reason: Error | undefined;

  /** @param loadAll returns the results of several requests, in their order */
  constructor(
    private readonly loadAll: (questions: readonly Question[]) => Promise<Answer[]>,
    private readonly options: BatcherOptions,
  ) {
    this.loader = new DataLoader(
      (questions) => (this.reason ? Promise.reject(this.reason) : this.call(questions)),
      {
        cache: false,
        maxBatchSize: options.size,
        batchScheduleFn: (begin) => this.schedule(begin),
      },
    );
  }

  /**
   * @throws the error of the request's call, or of the call that it waited for; ServiceError
   * `unavailable` if none began in time.
   */
  load(question: Question): Promise<Answer> {
    return this.loader.load(question);
  }

  private schedule(begin: () => void): void {
    if (this.running >= this.options.calls) {
      this.wait(begin);
      return;
    }
    this.running++;
    // After all requests that have arrived in this turn of the event loop.
    setImmediate(begin);
  }

  private wait(begin: () => void): void {
    const { waitMs, unavailable } = this.options;
    const late = () => {
      const cause = new Error(`waited ${waitMs} ms for a call to begin`);
      this.rejectWaiting([waiting], new ServiceError(unavailable, { cause }));
    };
    // The call belongs to the first of its requests, not to the call that it waits for.
    const waiting = { begin: AsyncResource.bind(begin), timer: setTimeout(late, waitMs) };
    this.waiting.add(waiting);
  }

  private async call(questions: readonly Question[]): Promise<Answer[]> {
    const start = performance.now();
    try {
      return await this.loadAll(questions);
    } catch (error) {
      // A statement that reached a limit, such as lock_timeout, would reach it again: no second wait.
      if (performance.now() - start > this.options.waitMs / 2)
        this.rejectWaiting(this.waiting, error as Error);
      throw error;
    } finally {
      this.beginNext();
    }
  }

  private beginNext(): void {
    const [next] = this.waiting;
    if (!next) {
      this.running--;
      return;
    }
    this.take(next);
    setImmediate(next.begin);
  }

  private rejectWaiting(given: Iterable<Waiting>, reason: Error): void {
    this.reason = reason;
    for (const waiting of given) {
      this.take(waiting);
      waiting.begin();
    }
    this.reason = undefined;
  }

  private take(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    this.waiting.delete(waiting);
  }
}
