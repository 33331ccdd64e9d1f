import type { DataSource } from 'typeorm';
import type { FailureCount } from '../../audit/index.js';
import { failureStatements } from './audit-statements.js';
import { DatabaseAudit, keptSince, STEP_ROWS } from './database-audit.js';

/** An audit that also counts what failed, in the table `audit_failures`. */
export class CountingAudit extends DatabaseAudit {
  private readonly failed: ReturnType<typeof failureStatements>;

  constructor(source: DataSource, context: string) {
    super(source, context);
    this.failed = failureStatements(context);
  }

  /** Counts what failed, a row per hour, so that an attacker cannot fill the table. */
  async countFailures(subject: string, action: string, count: number): Promise<void> {
    await this.statements.run(this.failed.add, [subject, action, count]);
  }

  /** The newest counts of failures, at most `limit`, or those after one of them. */
  failures(subject: string, limit: number, after?: FailureCount): Promise<FailureCount[]> {
    const from = [after?.hour ?? null, after?.action ?? null];
    return this.statements.run(this.failed.list, [subject, ...from, limit]);
  }

  /** Deletes also the counts of failures. */
  override async forget(subject: string): Promise<number> {
    const cleared = await super.forget(subject);
    return cleared + (await this.statements.run(this.failed.clear, [subject])).length;
  }

  override async sweep(now = new Date()): Promise<boolean> {
    const hasMore = await super.sweep(now);
    const swept = await this.statements.run(this.failed.sweep, [keptSince(now), STEP_ROWS]);
    return hasMore || swept.length === STEP_ROWS;
  }
}
