/** How long entries are kept, in days. */
export const AUDIT_KEPT_DAYS = 400;

/**
 * From where something was done. It belongs to the person whom an entry is about, who reads it, and is
 * cleared with that person: omit it in entries about others.
 */
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

/** What routes need of the audit of a context. */
export interface Audit {
  /** The entries about someone, newest first. */
  list(subject: string, page: AuditPage): Promise<StoredAuditEntry[]>;
}

/** The name under which Nest provides the audit of a context. */
export function auditOf(context: string): string {
  return `${context}_audit`;
}
