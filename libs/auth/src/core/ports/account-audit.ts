/** From where something was done. */
interface Origin {
  /** The address of the client. */
  readonly address?: string | null | undefined;
  /** Such as `Firefox on Windows`. */
  readonly device?: string | null | undefined;
}

/** What was done to an account, by whom, from where. Never contains more that is personal. */
export interface AuditEntry extends Origin {
  /** Whose account it is, such as `user:42`. */
  readonly subject: string;
  /** The public id of who did it, `operator`, `system`, or `anyone`. */
  readonly actor: string;
  /** In the past tense, such as `password_changed`. */
  readonly action: string;
  /** What else it is about. */
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

/** The audit of accounts. Entries are added, and deleted after 400 days. */
export abstract class AccountAudit {
  /** Adds an entry in the open transaction, which is that of the change. */
  abstract add(entry: AuditEntry): Promise<void>;

  /**
   * Makes a change in another store than the database: its entry is there before the change, and has
   * the outcome afterwards.
   */
  abstract around<T>(entry: AuditEntry, change: () => Promise<T>): Promise<T>;

  /** Adds to the count of an hour, so that an attacker cannot fill the table. */
  abstract countFailures(subject: string, action: string, count: number): Promise<void>;

  /** The newest entries about an account, before an id if one is given. */
  abstract list(
    subject: string,
    page: { before?: number | undefined; limit: number },
  ): Promise<StoredAuditEntry[]>;

  /** The newest counts of failures, at most `limit`, or those after one of them. */
  abstract failures(subject: string, limit: number, after?: FailureCount): Promise<FailureCount[]>;

  /** Clears addresses and devices, and deletes the counts of failures. */
  abstract forget(subject: string): Promise<number>;
}
