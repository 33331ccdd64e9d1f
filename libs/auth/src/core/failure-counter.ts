import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { users } from '#auth-kernel';
import { reasonOf } from '#glue/errors';
import { subjectOf } from '#seam';
import { AccountAudit } from './ports/account-audit.js';

const PAUSE_MS = 1_000;
/** Failures of further accounts within a pause are not counted: memory is bounded. */
const MAX_COUNTS = 1_000;

/** What was tried in vain, and is counted per account. */
export type FailedAction = 'login_failed' | 'second_factor_failed' | 'passkey_copied';

/**
 * Counts failures in the audit. A second later, so that an answer takes the same time whether or not an
 * account exists; a crash loses counts of a second.
 */
@Injectable()
export class FailureCounter implements OnModuleDestroy {
  private readonly logger = new Logger(FailureCounter.name);
  private readonly counts = new Map<string, { subject: string; action: string; count: number }>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly audit: AccountAudit) {}

  count({ id }: { id: number }, action: FailedAction): void {
    const subject = subjectOf(users, id);
    const key = `${subject} ${action}`;
    const counted = this.counts.get(key);
    if (counted) counted.count++;
    else if (this.counts.size < MAX_COUNTS) this.counts.set(key, { subject, action, count: 1 });
    this.timer ??= setTimeout(() => {
      this.running = this.write();
    }, PAUSE_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    await this.write();
  }

  private async write(): Promise<void> {
    this.timer = undefined;
    const counts = [...this.counts.values()];
    this.counts.clear();
    try {
      for (const { subject, action, count } of counts) {
        await this.audit.countFailures(subject, action, count);
      }
    } catch (error) {
      this.logger.warn(`failures could not be counted in the audit: ${reasonOf(error)}`);
    }
  }
}
