import { Injectable, Logger } from '@nestjs/common';
import { timeout, TimeoutStrategy } from 'cockatiel';
import { reasonOf } from '#glue/errors';
import {
  type ChangedCount,
  type Count,
  type CountChange,
  type LimitCountersDal,
  SharedLimitCounters,
} from '../../core/ports/limit-counters.dal.js';
import { MemoryLimitCountersDal } from './memory-limit-counters.dal.js';

/** The maximum time that a login waits for its counters; it continues without them. */
const ANSWER_LIMIT_MS = 1_000;
/** How long a failed store is not called: logins need not wait for it. */
const RETRY_AFTER_MS = 5_000;

/**
 * {@link LimitCountersDal} that never fails: while the shared store does not answer, this process
 * counts on its own.
 */
@Injectable()
export class FallbackLimitCountersDal implements LimitCountersDal {
  private readonly logger = new Logger('LimitCounters');
  private readonly inTime = timeout(ANSWER_LIMIT_MS, TimeoutStrategy.Aggressive);
  private readonly own = new MemoryLimitCountersDal();
  private retryAt = 0;

  constructor(private readonly shared: SharedLimitCounters) {}

  read(keys: readonly number[], now: Date): Promise<Count[]> {
    return this.ask((dal) => dal.read(keys, now));
  }

  add(changes: readonly CountChange[], now: Date): Promise<ChangedCount[]> {
    return this.ask((dal) => dal.add(changes, now));
  }

  /** Fails if the store does: the caller retries it. */
  sweep(now: Date): Promise<boolean> {
    return this.shared.sweep(now);
  }

  private async ask<T>(question: (dal: LimitCountersDal) => Promise<T>): Promise<T> {
    if (performance.now() < this.retryAt) return question(this.own);
    try {
      const counts = await this.inTime.execute(() => question(this.shared));
      this.noteSuccess();
      return counts;
    } catch (error) {
      this.noteFailure(error);
      return question(this.own);
    }
  }

  private noteSuccess(): void {
    if (this.retryAt) this.logger.log('the store of the limit counters is available again');
    this.retryAt = 0;
  }

  /** Logs an outage when it begins and when it ends, not at each login. */
  private noteFailure(error: unknown): void {
    if (!this.retryAt) {
      this.logger.warn(
        `the store of the limit counters is unavailable, so this process counts separately: ${reasonOf(error)}`,
      );
    }
    this.retryAt = performance.now() + RETRY_AFTER_MS;
  }
}
