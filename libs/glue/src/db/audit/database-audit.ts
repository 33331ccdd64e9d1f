import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  type Audit,
  AUDIT_KEPT_DAYS,
  type AuditEntry,
  auditOf,
  type AuditPage,
  type StoredAuditEntry,
} from '../../audit/index.js';
import type { Forgets } from '../../references/index.js';
import { onDatabase } from '../database.module.js';
import { Housekeeping } from '../housekeeping.js';
import { StatementRunner } from '../statements/statement.js';
import { auditStatements } from './audit-statements.js';

const DAY_MS = 24 * 3_600_000;
/** Deleted per statement: requests may wait for a connection for some milliseconds. */
export const STEP_ROWS = 500;

/**
 * The audit of a context in its table `audit`. Entries are added, and deleted after
 * {@link AUDIT_KEPT_DAYS}.
 */
export class DatabaseAudit implements Audit, Forgets {
  protected readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof auditStatements>;

  constructor(source: DataSource, context: string) {
    this.statements = new StatementRunner(source);
    this.sql = auditStatements(context);
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

  list(subject: string, { before, limit }: AuditPage): Promise<StoredAuditEntry[]> {
    return this.statements.run(this.sql.list, [subject, before ?? null, limit]);
  }

  /** Clears addresses and devices of someone. */
  async forget(subject: string): Promise<number> {
    return (await this.statements.run(this.sql.clear, [subject])).length;
  }

  /** Deletes all entries about someone. */
  async erase(subject: string): Promise<void> {
    for (let erased = STEP_ROWS; erased === STEP_ROWS;) {
      erased = (await this.statements.run(this.sql.erase, [subject, STEP_ROWS])).length;
    }
  }

  /**
   * Deletes some entries that are older than {@link AUDIT_KEPT_DAYS}.
   *
   * @returns whether there may be more
   */
  async sweep(now = new Date()): Promise<boolean> {
    const swept = await this.statements.run(this.sql.sweep, [keptSince(now), STEP_ROWS]);
    return swept.length === STEP_ROWS;
  }

  private async insert(entry: AuditEntry, outcome: StoredAuditEntry['outcome']): Promise<number> {
    const { subject, actor, action, object, address, device } = entry;
    const what = [subject, actor, action, object ?? null, outcome];
    const [added] = await this.statements.run(this.sql.add, [
      ...what,
      address ?? null,
      device ?? null,
    ]);
    return added!.id;
  }
}

/** Since when entries are kept. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - AUDIT_KEPT_DAYS * DAY_MS);
}

/** The audit of a context on its database, and the deletion of old entries. */
export function auditOnDatabase(
  context: string,
  Opened: new (source: DataSource, context: string) => DatabaseAudit = DatabaseAudit,
): Provider[] {
  return [
    onDatabase(context, auditOf(context), (source) => new Opened(source, context)),
    {
      provide: `${auditOf(context)}_housekeeping`,
      inject: [auditOf(context)],
      useFactory: (audit: DatabaseAudit) =>
        new Housekeeping(`audit of ${context}`, [() => audit.sweep()]),
    },
  ];
}
