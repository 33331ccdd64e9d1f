import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';

const PAUSE_MS = 20;

/** Workers of a process that do the same work again and again until it stops, whatever fails. */
export class BusyWorkers implements OnApplicationBootstrap, OnModuleDestroy {
  private isOver = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly workers: number,
    private readonly random: () => number,
    private readonly work: () => Promise<void>,
  ) {}

  onApplicationBootstrap(): void {
    this.running = Promise.all(Array.from({ length: this.workers }, () => this.repeat()));
  }

  onModuleDestroy(): Promise<unknown> {
    this.isOver = true;
    return this.running;
  }

  /** What happens before a commit: a pause, and an error in one of five. */
  readonly beforeCommit = async (): Promise<void> => {
    const fails = this.random() < 0.2;
    await delay(10 * this.random());
    if (fails) throw new Error('rolled back');
  };

  private async repeat(): Promise<void> {
    while (!this.isOver) {
      // The database is unavailable, or it is one that is rolled back.
      await this.work().catch(() => undefined);
      await delay(PAUSE_MS * 2 * this.random());
    }
  }
}
