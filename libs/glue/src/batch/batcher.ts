import { AsyncResource } from 'node:async_hooks';
import DataLoader from 'dataloader';
import { type ErrorDefinition, ServiceError } from '../errors/index.js';

/** Bounds of a {@link Batcher}. */
export interface BatcherOptions {
  /** Calls that may be under way at once. */
  calls: number;
  /** Questions that one call carries at most. */
  size: number;
  /** How long a question may wait for its call to begin. */
  waitMs: number;
  /** What is thrown if it would have to wait longer. */
  unavailable: ErrorDefinition;
}

/** Questions that wait for a call to end. */
interface Waiting {
  begin: () => void;
  timer: NodeJS.Timeout;
}

/**
 * Answers many questions of a kind by few calls. A question is asked at once while
 * fewer than `calls` are under way; else it waits for one of them to end, and shares
 * the next one with all that came meanwhile. Nothing is remembered, and every call
 * begins after its questions were asked: no answer is older than its question.
 */
export class Batcher<Question, Answer> {
  private readonly loader: DataLoader<Question, Answer, unknown>;
  private readonly waiting = new Set<Waiting>();
  private running = 0;
  /** Set while questions are given up, which have no call. */
  private reason: Error | undefined;

  /** @param askAll answers each question, in their order */
  constructor(
    private readonly askAll: (questions: readonly Question[]) => Promise<Answer[]>,
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
   * @throws whatever the call throws that the question was part of, or that it waited for;
   * ServiceError `unavailable` if none began in time.
   */
  ask(question: Question): Promise<Answer> {
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
      this.giveUp([waiting], new ServiceError(unavailable, { cause }));
    };
    // The call belongs to the first of its questions, not to the call that it waits for.
    const waiting = { begin: AsyncResource.bind(begin), timer: setTimeout(late, waitMs) };
    this.waiting.add(waiting);
  }

  private async call(questions: readonly Question[]): Promise<Answer[]> {
    const start = performance.now();
    try {
      return await this.askAll(questions);
    } catch (error) {
      // A statement that hit a limit, such as lock_timeout, would hit it again: no second wait.
      if (performance.now() - start > this.options.waitMs / 2)
        this.giveUp(this.waiting, error as Error);
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

  private giveUp(given: Iterable<Waiting>, reason: Error): void {
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
