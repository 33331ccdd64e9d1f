import type { OnApplicationShutdown } from '@nestjs/common';
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type QueryRunner,
  type ReplicationMode,
} from 'typeorm';
import { CommitSteps, OpenTransaction, openTransaction, placeBelow } from '../transaction/index.js';
import type { EmbeddedDatabase } from './embedded/embedded-database.js';
import { isFenced } from './move/fence-error.js';
import type { MoveWatch } from './move/move-watch.js';
import type { TableLocation } from './schema/table-location.js';
import { throwDatabaseError, wasRolledBack } from './statements/database-errors.js';

type Work<T> = (manager: EntityManager) => Promise<T>;
type Isolation = NonNullable<Parameters<QueryRunner['startTransaction']>[0]>;

/**
 * A data source that runs a transaction, or a statement outside of one, once more if PostgreSQL
 * rolled it back. A transaction must have no other effects. Both reject with `database_unavailable`
 * if the database is unavailable.
 *
 * Within a transaction, all that runs on this data source joins it: statements use its connection,
 * and a transaction is a savepoint of it, in turn if there are several. Its isolation is that of the
 * outermost.
 */
export class RetryingDataSource extends DataSource implements OnApplicationShutdown {
  /** Gets the number of requests that share a statement. */
  observeShared: ((size: number) => void) | undefined;

  /** Changes the pool when the data are moved; not with the embedded database. */
  watch: MoveWatch | undefined;

  /** Rethrows an error as {@link throwDatabaseError} does. A write that hit a fence starts a check. */
  readonly fail = (error: unknown): never => {
    if (isFenced(error)) this.watch?.hint();
    throwDatabaseError(error);
  };

  constructor(
    options: DataSourceOptions,
    readonly location: TableLocation,
    readonly embedded?: EmbeddedDatabase,
    /** Whether calls to other contexts inside a transaction are a warning, unless embedded. */
    private readonly isProduction = false,
  ) {
    super(options);
  }

  /** Closes the connections, and the embedded database if it has one. */
  override async destroy(): Promise<void> {
    await this.watch?.stop();
    await super.destroy().finally(() => this.embedded?.close());
  }

  /** Nest calls it after the last request. */
  onApplicationShutdown(): Promise<void> {
    return this.destroy();
  }

  override transaction<T>(work: Work<T>): Promise<T>;
  override transaction<T>(isolation: Isolation, work: Work<T>): Promise<T>;
  override transaction<T>(...args: [Work<T>] | [Isolation, Work<T>]): Promise<T> {
    const place = placeBelow();
    return args.length === 1
      ? this.transactionAt(place, args[0])
      : this.transactionAt(place, args[1], args[0]);
  }

  /** @param place where the transaction is opened, for messages */
  transactionAt<T>(place: () => string, work: Work<T>, isolation?: Isolation): Promise<T> {
    const outer = openTransaction(this);
    const run = () => this.runTransaction(place, work, isolation, outer);
    // A savepoint cannot be repeated alone: the whole transaction was rolled back.
    return (outer ? outer.inTurn(run) : onceMore(run)).catch(this.fail);
  }

  /** @param outer the transaction of which it is a savepoint */
  private async runTransaction<T>(
    place: () => string,
    work: Work<T>,
    isolation?: Isolation,
    outer?: OpenTransaction,
  ): Promise<T> {
    const isStrict = !this.isProduction || this.embedded !== undefined;
    const steps = new CommitSteps();
    const result = await super.transaction(isolation as Isolation, (manager) => {
      const options = { source: this, connection: manager.queryRunner!, place, isStrict };
      return new OpenTransaction(options, steps).run(async () => {
        const done = await work(manager);
        if (!outer) await steps.runLast();
        return done;
      });
    });
    if (outer) steps.leaveTo(outer.steps);
    else steps.committed();
    return result;
  }

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const outer = openTransaction(this);
    if (outer) return joining(outer.options.connection as QueryRunner);
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<never>;
    let turn: Promise<unknown> = Promise.resolve();
    runner.query = (...args: unknown[]) => {
      const work = () => query(...args);
      if (!runner.isTransactionActive) return onceMore(work).catch(this.fail);
      // In turn: pg will refuse a statement while another one runs. It cannot be repeated alone: the
      // whole transaction was rolled back.
      const result = turn.then(work);
      turn = result.catch(() => undefined);
      return result.catch(this.fail);
    };
    return runner;
  }
}

/** A query runner on the connection of another one, which keeps the connection when this one ends. */
function joining(runner: QueryRunner): QueryRunner {
  return Object.create(runner, { release: { value: async () => {} } }) as QueryRunner;
}

/** Whether a data source uses an embedded database. */
export function isEmbedded(dataSource: DataSource): boolean {
  return dataSource instanceof RetryingDataSource && dataSource.embedded !== undefined;
}

/** Runs `work`, and runs it once more if PostgreSQL rolled it back. */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (!wasRolledBack(error)) throw error;
    return work();
  });
}
