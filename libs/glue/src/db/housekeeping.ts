import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { reasonOf } from '../errors/index.js';

/** The average pause between two rounds. Random, so that processes drift apart. */
const INTERVAL_MS = 10_000;
/** The pause between two steps of a round: with one connection, requests run in it. */
const PAUSE_MS = 100;

/**
 * One bounded step, such as deleting 500 rows that `FOR UPDATE SKIP LOCKED` finds: several
 * processes run it at once, and none waits for another.
 *
 * @returns whether there may be more to do
 */
export type HousekeepingStep = () => Promise<boolean>;

/**
 * Runs work in the background: on a timer, step by step with pauses. A failure is logged and
 * retried in the next round; it never reaches a caller. As a provider it starts and stops with the
 * process.
 */
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private failing = false;

  /**
   * @param what names the work in the log, such as `expired rows`
   * @param steps each is repeated, in turn, while it reports that there is more
   */
  constructor(
    private readonly what: string,
    private readonly steps: readonly HousekeepingStep[],
  ) {}

  /** Does not delay the start. */
  onApplicationBootstrap(): void {
    this.schedule(INTERVAL_MS * Math.random());
  }

  /** Waits for the running step, and starts no other. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(pauseMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.round();
    }, pauseMs).unref();
  }

  private async round(): Promise<void> {
    const isUnfinished = await this.runSteps();
    this.schedule(isUnfinished ? PAUSE_MS : INTERVAL_MS * (0.5 + Math.random()));
  }

  /** Each step once. */
  private async runSteps(): Promise<boolean> {
    try {
      let isUnfinished = false;
      for (const step of this.steps) {
        if (!this.stopped && (await step())) isUnfinished = true;
      }
      this.noteSuccess();
      return isUnfinished;
    } catch (cause) {
      this.noteFailure(cause);
      return false;
    }
  }

  private noteSuccess(): void {
    if (this.failing) this.logger.log(`housekeeping of ${this.what} works again`);
    this.failing = false;
  }

  /** Logs an outage when it begins and when it ends, not at each try. */
  private noteFailure(cause: unknown): void {
    if (!this.failing) {
      this.logger.warn(`housekeeping of ${this.what} failed, and is retried: ${reasonOf(cause)}`);
    }
    this.failing = true;
  }
}
