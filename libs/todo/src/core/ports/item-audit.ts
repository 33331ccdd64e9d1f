/** From where something was done. */
export interface Origin {
  /** The address of the client. */
  readonly address?: string | null | undefined;
  /** Such as `Firefox on Windows`. */
  readonly device?: string | null | undefined;
}

/** What was done with an item, to whom, by whom, from where. */
export interface ItemEntry extends Origin {
  /** The user who is concerned, such as `user:42`. */
  readonly subject: string;
  /** The public id of who did it, or `system`. */
  readonly actor: string;
  readonly action: string;
  /** The item, such as `item:17`. */
  readonly object?: string | null | undefined;
}

export interface StoredItemEntry extends ItemEntry {
  /** Ascending in the order of the entries. */
  readonly id: number;
  readonly at: Date;
  readonly outcome: 'begun' | 'done' | 'failed';
}

/**
 * The audit of items. Entries are added by the stores of items, in the transaction of the change, and
 * deleted after 400 days. Each user who is concerned has an entry, up to a limit; docs/accounts.md lists the actions.
 */
export abstract class ItemAudit {
  /** The newest entries about a user, before an id if one is given. */
  abstract list(
    subject: string,
    page: { before?: number | undefined; limit: number },
  ): Promise<StoredItemEntry[]>;
}
