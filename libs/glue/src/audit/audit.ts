/** How long entries are kept, in days. */
export const AUDIT_KEPT_DAYS = 400;

/** From where something was done. */
export interface Origin {
  /** The address of the client. */
  readonly address?: string | null | undefined;
  /** Such as `Firefox on Windows`. */
  readonly device?: string | null | undefined;
}

/** What was done to whom, by whom, from where. Never contains more that is personal. */
export interface AuditEntry extends Origin {
  /** Whom it is about, such as `customer:42`. */
  readonly subject: string;
  /** The public id of who did it, `operator`, `system`, or `anyone`. */
  readonly actor: string;
  /** In the past tense, such as `order_cancelled`. */
  readonly action: string;
  /** What else it is about, such as `order:17`. */
  readonly object?: string | null | undefined;
}

export interface StoredAuditEntry extends AuditEntry {
  /** Ascending in the order of the entries. */
  readonly id: number;
  readonly at: Date;
  /** `begun`: the process ended before the outcome was known. */
  readonly outcome: 'begun' | 'done' | 'failed';
}

/** How often something was tried in vain within an hour. */
export interface FailureCount {
  readonly hour: Date;
  readonly action: string;
  readonly count: number;
}

/** What is listed: entries before an id, at most so many. */
export interface AuditPage {
  readonly before?: number | undefined;
  readonly limit: number;
}

/**
 * The audit of a context. Entries are added, and deleted after {@link AUDIT_KEPT_DAYS}. An address and a
 * device belong to the person whom the entry is about, who reads it: omit those of others.
 */
export abstract class Audit {
  /** Adds an entry in the open transaction, which is that of the change. */
  abstract add(entry: AuditEntry): Promise<void>;

  /** The entries about someone, newest first. */
  abstract list(subject: string, page: AuditPage): Promise<StoredAuditEntry[]>;

  /** Clears addresses and devices of someone. */
  abstract forget(subject: string): Promise<number>;
}

/** The name under which Nest provides the audit of a context. */
export function auditOf(context: string): string {
  return `${context}_audit`;
}
