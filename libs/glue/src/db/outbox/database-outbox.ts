import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { Batcher } from '../../batch/index.js';
import {
  type ClaimedCommand,
  type OutboxCommand,
  OutboxStore,
  type OutboxTransaction,
  PARKED_KEPT_MS,
} from '../../outbox/index.js';
import { openTransaction } from '../../transaction/index.js';
import { lockUntilCommit } from '../statements/lock-until-commit.js';
import { StatementRunner } from '../statements/statement.js';
import { outboxStatements } from './outbox-statements.js';

/** What a kill delays the commands by that a process was sending. */
const LEASE_MS = 5_000;
/** Changed per statement: requests may wait for a connection for some milliseconds. */
const STEP_ROWS = 500;

/** Stores commands for other contexts in the table `outbox` of a context. */
export class DatabaseOutbox extends OutboxStore {
  private readonly logger = new Logger('Outbox');
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof outboxStatements>;
  /** Commands that are delivered at the same time are removed together. */
  private readonly removals: Batcher<string, string[]>;

  constructor(
    private readonly source: DataSource,
    private readonly context: string,
  ) {
    super();
    this.statements = new StatementRunner(source);
    this.sql = outboxStatements(context);
    this.removals = new Batcher((ids) => this.removeAll(ids), this.statements.sharing);
  }

  override async put(transaction: OutboxTransaction, command: OutboxCommand, wake: () => void) {
    const open = openTransaction(this.source);
    if (!open || (transaction as EntityManager).dataSource !== this.source) {
      throw new Error(
        `the outbox of ${this.context} is used outside of a transaction of its database`,
      );
    }
    const { key, contract, call, body, orderBy, subject, expiresInMs } = command;
    // Until the commit, so that the ids of a key are in the order of commits.
    if (orderBy !== undefined) await lockUntilCommit(transaction, this.lockOf(orderBy));
    await this.statements.run(this.sql.insert, [
      ...[key, contract, call, body],
      ...[orderBy ?? null, subject ?? null, expiresInMs],
    ]);
    // Whether it is the first of its key is known after the commit only.
    const promote = () => void this.promote([{ order_by: orderBy! }]).then(wake, wake);
    open.steps.afterCommit(orderBy === undefined ? wake : promote);
  }

  override claim(contract: string, limit: number) {
    return this.statements.run(this.sql.claim, [contract, limit, LEASE_MS]);
  }

  override async renew(commands: readonly ClaimedCommand[]): Promise<void> {
    const [ids, tries] = [commands.map(({ id }) => id), commands.map((each) => each.tries)];
    await this.statements.run(this.sql.renew, [ids, tries, LEASE_MS]);
  }

  override remove(id: string) {
    return this.removals.load(id);
  }

  override async removeParked(id: string): Promise<string[] | undefined> {
    const [row] = await this.statements.run(this.sql.removeParked, [id]);
    return row && this.promote([row]);
  }

  override async postpone({ id, tries }: ClaimedCommand, code: string, waitMs: number) {
    await this.statements.run(this.sql.postpone, [id, tries, code, waitMs]);
  }

  override async park({ id, tries }: ClaimedCommand, code: string): Promise<void> {
    await this.statements.run(this.sql.park, [id, tries, code]);
  }

  override parked(limit: number, id?: string) {
    return this.statements.run(this.sql.parked, [limit, id ?? null]);
  }

  override async unpark(id: string, key: string, expiresInMs: number) {
    const [row] = await this.statements.run(this.sql.unpark, [id, key, expiresInMs]);
    if (row) await this.promote([row]);
    return row?.contract;
  }

  override async forget(subject: string): Promise<number> {
    const forgotten = await this.statements.run(this.sql.forget, [subject]);
    const open = openTransaction(this.source);
    const promote = () => this.promote(forgotten);
    // If it fails, the housekeeping repeats it.
    if (open) open.steps.afterCommit(() => void promote().catch(() => undefined));
    else await promote();
    return forgotten.length;
  }

  override counts() {
    return this.statements.run(this.sql.counts, []);
  }

  /**
   * Parks some commands that have expired, and erases some that were parked for long.
   *
   * @returns whether there may be more
   */
  async sweep(): Promise<boolean> {
    const expired = await this.statements.run(this.sql.parkExpired, [STEP_ROWS]);
    const calls = [...new Set(expired.map(({ contract, call }) => `${contract}.${call}`))];
    if (expired.length > 0) {
      this.logger.warn(
        `${expired.length} commands of ${this.context} have expired, and are parked: ${calls.join()}`,
      );
    }
    const erased = await this.statements.run(this.sql.erase, [PARKED_KEPT_MS, STEP_ROWS]);
    // What waits behind an erased one, or behind one that a process removed before it was killed.
    await this.statements.run(this.sql.promoteAll, []);
    return Math.max(expired.length, erased.length) === STEP_ROWS;
  }

  private async removeAll(ids: readonly string[]): Promise<string[][]> {
    const due = await this.promote(await this.statements.run(this.sql.remove, [ids]));
    return ids.map(() => due);
  }

  /**
   * The next of each key is due. A statement of its own: it must see what was committed while the one
   * before ran.
   */
  private async promote(rows: readonly { order_by: string | null }[]): Promise<string[]> {
    const keys = rows.map((row) => row.order_by).filter((key) => key !== null);
    if (keys.length === 0) return [];
    const due = await this.statements.run(this.sql.promote, [keys]);
    return due.map(({ contract }) => contract);
  }

  private lockOf(orderBy: string): string {
    return `${this.context}.outbox ${orderBy}`;
  }
}
