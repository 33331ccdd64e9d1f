/** How long parked commands are kept: an operator has a week to look after them. */
export const PARKED_KEPT_MS = 7 * 24 * 3_600_000;

/** The manager of an open transaction, as TypeORM gives it. */
export interface OutboxTransaction {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** A command for another context. */
export interface OutboxCommand {
  readonly contract: string;
  readonly call: string;
  /** Its idempotency key, a UUID. */
  readonly key: string;
  /** The input, as JSON. */
  readonly body: string;
  readonly expiresInMs: number;
  /** Commands with the same text are delivered one after the other, in the order of their commits. */
  readonly orderBy: string | undefined;
  /** Whom it is about, so that {@link OutboxStore.forget} finds it. */
  readonly subject: string | undefined;
}

/** A command that one process delivers. */
export interface ClaimedCommand {
  readonly id: string;
  readonly contract: string;
  readonly call: string;
  readonly key: string;
  readonly body: unknown;
  /** How often it was claimed, this time included. */
  readonly tries: number;
}

/** A command that is not delivered any more, for operators. Without its input, which may be personal. */
export interface ParkedCommand {
  readonly id: string;
  readonly contract: string;
  readonly call: string;
  readonly key: string;
  readonly orderBy: string | null;
  readonly createdAt: Date;
  readonly parkedAt: Date;
  readonly tries: number;
  /** Of the last error; none if there was none before it expired. */
  readonly code: string | null;
  readonly hasExpired: boolean;
}

/** How many commands for a contract wait, and how many are parked. */
export interface OutboxCount {
  readonly contract: string;
  readonly pending: number;
  readonly parked: number;
  /** The age of the oldest one that waits. */
  readonly oldestSeconds: number;
}

/** Stores commands for other contexts until they are delivered. Each method throws `database_unavailable`. */
export abstract class OutboxStore {
  /**
   * Stores a command in an open transaction.
   *
   * @param wake called once after the commit, when the command can be claimed
   * @throws Error outside of a transaction of this store's database
   */
  abstract put(
    transaction: OutboxTransaction,
    command: OutboxCommand,
    wake: () => void,
  ): Promise<void>;

  /** Commands that are due, for this process alone until its lease ends. */
  abstract claim(contract: string, limit: number): Promise<ClaimedCommand[]>;

  /** Begins the lease of claimed commands anew. */
  abstract renew(commands: readonly ClaimedCommand[]): Promise<void>;

  /**
   * Removes a command.
   *
   * @returns the contracts of commands that are due now, such as the one that waited for it
   */
  abstract remove(id: string): Promise<string[]>;

  /** {@link remove} of a parked command. @returns `undefined` if it is not parked */
  abstract removeParked(id: string): Promise<string[] | undefined>;

  /** Lets a claimed command wait for its next try. */
  abstract postpone(command: ClaimedCommand, code: string, waitMs: number): Promise<void>;

  /** Delivers a claimed command no more. */
  abstract park(command: ClaimedCommand, code: string): Promise<void>;

  /** The parked commands, oldest first, or the one with this id. */
  abstract parked(limit: number, id?: string): Promise<ParkedCommand[]>;

  /**
   * Delivers a parked command again.
   *
   * @param key another one, or the same
   * @returns its contract; `undefined` if it is not parked any more
   */
  abstract unpark(id: string, key: string, expiresInMs: number): Promise<string | undefined>;

  /** Removes all commands about someone, in the open transaction if there is one. */
  abstract forget(subject: string): Promise<number>;

  abstract counts(): Promise<OutboxCount[]>;
}

/** The name under which Nest provides the outbox store of a context. */
export function outboxStoreOf(context: string): string {
  return `${context}_outbox_store`;
}
