import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { commonErrors, reasonOf, ServiceError } from '#glue/errors';

/** The longest pause. Random, so that work tells nothing by the time of later answers. */
const MAX_PAUSE_MS = 1_000;
const MAX_WAITING = 1_000;

/**
 * Runs work within a second after the answer, so that the time of an answer does not tell whether there
 * was work. A process that stops runs what waits first; one that is killed loses it.
 */
@Injectable()
export class Deferred implements OnModuleDestroy {
  private readonly logger = new Logger(Deferred.name);
  private readonly waiting = new Map<NodeJS.Timeout, () => Promise<void>>();
  private readonly running = new Set<Promise<void>>();

  /**
   * @param what names the work in the log
   * @throws ServiceError `too_busy` if too much waits
   */
  run(what: string, work: () => Promise<void>): void {
    if (this.waiting.size + this.running.size >= MAX_WAITING)
      throw new ServiceError(commonErrors.too_busy);
    const logged = () =>
      work().catch((error: unknown) => this.logger.warn(`${what} failed: ${reasonOf(error)}`));
    const timer = setTimeout(() => this.start(timer), MAX_PAUSE_MS * Math.random());
    this.waiting.set(timer, logged);
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.waiting.keys()) {
      clearTimeout(timer);
      this.start(timer);
    }
    await Promise.all(this.running);
  }

  private start(timer: NodeJS.Timeout): void {
    const work = this.waiting.get(timer)!;
    this.waiting.delete(timer);
    const run = work().finally(() => this.running.delete(run));
    this.running.add(run);
  }
}
