import type { DataSource } from 'typeorm';
import { Batcher } from '../../batch/index.js';
import { SHARED_STATEMENTS } from '../statements/shared-statements.js';
import { StatementRunner } from '../statements/statement.js';
import { numberingStatements } from './numbering-statements.js';

/** Events per transaction, which must be short: it holds the lock of the stream. */
const AT_ONCE = 1_000;

const numberedLater = new WeakSet<DataSource>();

/** Whether events get their ids when they are read: see {@link EventNumbering}. */
export function isNumberedLater(source: DataSource): boolean {
  return numberedLater.has(source);
}

/**
 * Gives events their ids when they are read, not when they are published. So publishers do not wait
 * for each other, and readers see ids in order, because one transaction at a time assigns them. An
 * event that was committed before another one was stored has the lower id.
 */
export class EventNumbering {
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof numberingStatements>;
  /** All that ask at the same time share a transaction, which begins after they have asked. */
  private readonly sharing = new Batcher<undefined, undefined>(
    (asking) => this.numberAll().then(() => [...asking]),
    { ...SHARED_STATEMENTS, calls: 1, size: Infinity },
  );

  /** Publishers on this data source leave the ids to it from now on. */
  constructor(
    source: DataSource,
    private readonly context: string,
  ) {
    numberedLater.add(source);
    this.statements = new StatementRunner(source);
    this.sql = numberingStatements(context);
  }

  /**
   * Numbers all events that are committed now.
   *
   * @throws ServiceError `database_unavailable`
   */
  async run(): Promise<void> {
    await this.sharing.load(undefined);
  }

  private async numberAll(): Promise<void> {
    const isThere = (await this.statements.run(this.sql.any, [])).length > 0;
    let moved = isThere ? AT_ONCE : 0;
    while (moved === AT_ONCE) moved = await this.numberSome();
  }

  /** The lock is a statement of its own: the next one sees what was committed before it was granted. */
  private numberSome(): Promise<number> {
    return this.statements.transaction(`${this.context} numbers events`, async () => {
      await this.statements.run(this.sql.lock, [`events of ${this.context}`]);
      const [row] = await this.statements.run(this.sql.number, [AT_ONCE]);
      return row!.moved;
    });
  }
}
