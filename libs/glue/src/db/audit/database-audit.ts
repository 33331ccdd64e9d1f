import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Forgets } from '../../references/index.js';
import { onDatabase } from '../database.module.js';
import { Housekeeping } from '../housekeeping.js';
import { StatementRunner } from '../statements/statement.js';
import {
  AUDIT_KEPT_DAYS,
  type AuditEntry,
  auditOf,
  type AuditPage,
  type FailureCount,
  type StoredAuditEntry,
} from './audit-entry.js';
import { auditStatements, failureStatements } from './audit-statements.js';

const DAY_MS = 24 * 3_600_000;
/** Deleted per statement: requests may wait for a connection for some milliseconds. */
const STEP_ROWS = 500;

/**
 * The audit of a context in its tables `audit` and `audit_failures`. Entries are added, and deleted
 * after {@link AUDIT_KEPT_DAYS}.
 */
export class DatabaseAudit implements Forgets {
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof auditStatements>;
  private readonly failed: ReturnType<typeof failureStatements>;

  constructor(source: DataSource, context: string) {
    this.statements = new StatementRunner(source);
    this.sql = auditStatements(context);
    this.failed = failureStatements(context);
  }

  /** Adds an entry in the open transaction, which is that of the change. */
  async add(entry: AuditEntry): Promise<void> {
    await this.insert(entry, 'done');
  }

  /**
   * Makes a change in another store than the database of the context: its entry is there before the
   * change, and has the outcome afterwards.
   */
  async around<T>(entry: AuditEntry, change: () => Promise<T>): Promise<T> {
    const id = await this.insert(entry, 'begun');
    const settle = (outcome: string) => this.statements.run(this.sql.settle, [id, outcome]);
    const result = await change().catch(async (error: unknown) => {
      await settle('failed').catch(() => undefined);
      throw error;
    });
    await settle('done');
    return result;
  }

  /** Counts what failed, a row per hour, so that an attacker cannot fill the table. */
  async countFailures(subject: string, action: string, count: number): Promise<void> {
    await this.statements.run(this.failed.add, [subject, action, count]);
  }

  /** The entries about someone, newest first. */
  list(subject: string, { before, limit }: AuditPage): Promise<StoredAuditEntry[]> {
    return this.statements.run(this.sql.list, [subject, before ?? null, limit]);
  }

  /** The newest counts of failures, at most `limit`. */
  failures(subject: string, limit: number): Promise<FailureCount[]> {
    return this.statements.run(this.failed.list, [subject, limit]);
  }

  /** Clears addresses and devices of someone, and deletes the counts of failures. */
  async forget(subject: string): Promise<number> {
    const cleared = await this.statements.run(this.sql.clear, [subject]);
    const deleted = await this.statements.run(this.failed.clear, [subject]);
    return cleared.length + deleted.length;
  }

  /**
   * Deletes some entries and counts that are older than {@link AUDIT_KEPT_DAYS}.
   *
   * @returns whether there may be more
   */
  async sweep(now = new Date()): Promise<boolean> {
    const before = new Date(now.getTime() - AUDIT_KEPT_DAYS * DAY_MS);
    const swept = [
      await this.statements.run(this.sql.sweep, [before, STEP_ROWS]),
      await this.statements.run(this.failed.sweep, [before, STEP_ROWS]),
    ];
    return swept.some((rows) => rows.length === STEP_ROWS);
  }

  private async insert(entry: AuditEntry, outcome: StoredAuditEntry['outcome']): Promise<number> {
    const { subject, actor, action, address, device } = entry;
    const values = [subject, actor, action, outcome, address ?? null, device ?? null];
    const [added] = await this.statements.run(this.sql.add, values);
    return added!.id;
  }
}

/** The audit of a context on its database, and the deletion of old entries. */
export function auditOnDatabase(context: string): Provider[] {
  return [
    onDatabase(context, auditOf(context), (source) => new DatabaseAudit(source, context)),
    {
      provide: `${auditOf(context)}_housekeeping`,
      inject: [auditOf(context)],
      useFactory: (audit: DatabaseAudit) =>
        new Housekeeping(`audit of ${context}`, [() => audit.sweep()]),
    },
  ];
}
