import { AsyncResource } from 'node:async_hooks';
import DataLoader from 'dataloader';

/** Bounds of a {@link Batcher}. */
export interface BatcherOptions {
  /** Calls that may be under way at once. */
  calls: number;
  /** Questions that one call carries at most. */
  size: number;
}

type Begin = () => void;

/**
 * Answers many questions of a kind by few calls. A question is asked at once while
 * fewer than `calls` are under way; else it waits for one of them to end, and shares
 * the next one with all that came meanwhile. Nothing is remembered, and every call
 * begins after its questions were asked: no answer is older than its question.
 */
export class Batcher<Question, Answer> {
  private readonly loader: DataLoader<Question, Answer, unknown>;
  private readonly waiting: Begin[] = [];
  private running = 0;

  /** @param askAll answers each question, in their order */
  constructor(
    private readonly askAll: (questions: readonly Question[]) => Promise<Answer[]>,
    private readonly options: BatcherOptions,
  ) {
    this.loader = new DataLoader((questions) => this.call(questions), {
      cache: false,
      maxBatchSize: options.size,
      batchScheduleFn: (begin) => this.schedule(begin),
    });
  }

  /** @throws whatever the call throws that the question was part of. */
  ask(question: Question): Promise<Answer> {
    return this.loader.load(question);
  }

  private schedule(begin: Begin): void {
    if (this.running >= this.options.calls) {
      // The call belongs to the first of its questions, not to the call that it waits for.
      this.waiting.push(AsyncResource.bind(begin));
      return;
    }
    this.running++;
    // After all requests that have arrived in this turn of the event loop.
    setImmediate(begin);
  }

  private async call(questions: readonly Question[]): Promise<Answer[]> {
    try {
      return await this.askAll(questions);
    } finally {
      const next = this.waiting.shift();
      if (next) setImmediate(next);
      else this.running--;
    }
  }
}
