import { AsyncResource } from 'node:async_hooks';
import { type ErrorDefinition, ServiceError } from '../errors/index.js';
import { openTransaction } from '../transaction/index.js';

export interface BatcherOptions {
  calls: number;
  size: number;
  /** The maximum time that a request waits for its call to begin. */
  waitMs: number;
  /** The error if it would have to wait longer. */
  unavailable: ErrorDefinition;
  /** Gets the number of requests of each call that several can share. */
  observe?: ((size: number) => void) | undefined;
}

/** The requests that share a call. */
interface Batch<Question, Answer> {
  questions: Question[];
  callers: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[];
  begin: () => void;
  /** Set while it waits for another call to end. */
  timer?: NodeJS.Timeout;
}

/**
 * Answers many requests by few calls. A request is sent at once while fewer than `calls` calls run;
 * otherwise it waits for one of them to end, and shares the next one with all requests that arrived
 * meanwhile. Nothing is cached, and every call begins after its requests arrived: no result is
 * older than its request. A request inside a transaction shares no call: others must not join the
 * transaction, and it must not wait for them. Optimized for speed: `npm run bench -- --part update`.
 */
export class Batcher<Question, Answer> {
  private readonly waiting = new Set<Batch<Question, Answer>>();
  /** The batch that takes further requests. */
  private open: Batch<Question, Answer> | undefined;
  private running = 0;

  /** @param loadAll returns the results of several requests, in their order */
  constructor(
    private readonly loadAll: (questions: readonly Question[]) => Promise<Answer[]>,
    private readonly options: BatcherOptions,
  ) {}

  /**
   * @throws the error of the request's call, or of the call that it waited for; ServiceError
   * `unavailable` if none began in time.
   */
  load(question: Question): Promise<Answer> {
    if (openTransaction()) return this.loadAll([question]).then(([answer]) => answer!);
    return new Promise((resolve, reject) => {
      const batch = (this.open ??= this.newBatch());
      batch.callers.push({ resolve, reject });
      if (batch.questions.push(question) === this.options.size) this.open = undefined;
    });
  }

  private newBatch(): Batch<Question, Answer> {
    const batch: Batch<Question, Answer> = {
      questions: [],
      callers: [],
      begin: () => void this.call(batch),
    };
    if (this.running >= this.options.calls) this.wait(batch);
    else {
      this.running++;
      // After all requests that have arrived in this turn of the event loop.
      setImmediate(batch.begin);
    }
    return batch;
  }

  private wait(batch: Batch<Question, Answer>): void {
    const { waitMs, unavailable } = this.options;
    // The call belongs to the first of its requests, not to the call that it waits for.
    batch.begin = AsyncResource.bind(batch.begin);
    batch.timer = setTimeout(() => {
      const cause = new Error(`waited ${waitMs} ms for a call to begin`);
      this.reject(batch, new ServiceError(unavailable, { cause }));
    }, waitMs);
    this.waiting.add(batch);
  }

  private async call(batch: Batch<Question, Answer>): Promise<void> {
    if (this.open === batch) this.open = undefined;
    this.options.observe?.(batch.questions.length);
    const start = performance.now();
    try {
      const answers = await this.loadAll(batch.questions);
      if (answers.length !== batch.questions.length) throw new Error('another number of answers');
      batch.callers.forEach(({ resolve }, i) => resolve(answers[i]!));
    } catch (error) {
      this.reject(batch, error);
      // A statement that reached a limit, such as lock_timeout, would reach it again: no second wait.
      const isSlow = performance.now() - start > this.options.waitMs / 2;
      if (isSlow) this.waiting.forEach((each) => this.reject(each, error));
    }
    this.beginNext();
  }

  private beginNext(): void {
    const [next] = this.waiting;
    if (!next) {
      this.running--;
      return;
    }
    this.stopWaiting(next);
    setImmediate(next.begin);
  }

  private reject(batch: Batch<Question, Answer>, error: unknown): void {
    if (this.open === batch) this.open = undefined;
    this.stopWaiting(batch);
    batch.callers.forEach(({ reject }) => reject(error));
  }

  private stopWaiting(batch: Batch<Question, Answer>): void {
    clearTimeout(batch.timer);
    this.waiting.delete(batch);
  }
}
