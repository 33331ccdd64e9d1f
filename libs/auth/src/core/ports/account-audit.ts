import { Audit, type AuditEntry, type FailureCount } from '#glue/audit';

export type { AuditEntry, FailureCount, StoredAuditEntry } from '#glue/audit';

/** The audit of accounts. */
export abstract class AccountAudit extends Audit {
  /**
   * Makes a change in another store than the database: its entry is there before the change, and has
   * the outcome afterwards.
   */
  abstract around<T>(entry: AuditEntry, change: () => Promise<T>): Promise<T>;

  /** Adds to the count of an hour, so that an attacker cannot fill the table. */
  abstract countFailures(subject: string, action: string, count: number): Promise<void>;

  /** The newest counts of failures, at most `limit`. */
  abstract failures(subject: string, limit: number): Promise<FailureCount[]>;

  /** Clears addresses and devices, and deletes the counts of failures. */
  abstract override forget(subject: string): Promise<number>;
}
