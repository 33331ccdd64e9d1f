import type { OnApplicationShutdown } from '@nestjs/common';
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type QueryRunner,
  type ReplicationMode,
} from 'typeorm';
import type { EmbeddedDatabase } from './embedded/embedded-database.js';
import type { TableLocation } from './schema/table-location.js';
import { throwDatabaseError, wasRolledBack } from './statements/database-errors.js';

type Work<T> = (manager: EntityManager) => Promise<T>;
type Isolation = NonNullable<Parameters<QueryRunner['startTransaction']>[0]>;

/**
 * A data source that runs a transaction, or a statement outside of one, once more if PostgreSQL
 * rolled it back. A transaction must have no other effects. Both reject with `database_unavailable`
 * if the database is unavailable.
 */
export class RetryingDataSource extends DataSource implements OnApplicationShutdown {
  constructor(
    options: DataSourceOptions,
    readonly location: TableLocation,
    readonly embedded?: EmbeddedDatabase,
  ) {
    super(options);
  }

  /** Closes the connections, and the embedded database if it has one. */
  override async destroy(): Promise<void> {
    await super.destroy().finally(() => this.embedded?.close());
  }

  /** Nest calls it after the last request. */
  onApplicationShutdown(): Promise<void> {
    return this.destroy();
  }

  override transaction<T>(work: Work<T>): Promise<T>;
  override transaction<T>(isolation: Isolation, work: Work<T>): Promise<T>;
  override transaction<T>(...args: [Work<T>] | [Isolation, Work<T>]): Promise<T> {
    const work = () => super.transaction(...(args as [Isolation, Work<T>]));
    return onceMore(work).catch(throwDatabaseError);
  }

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<never>;
    // A statement of a transaction cannot be repeated alone: the whole transaction was rolled back.
    runner.query = (...args: unknown[]) => {
      const work = () => query(...args);
      return (runner.isTransactionActive ? work() : onceMore(work)).catch(throwDatabaseError);
    };
    return runner;
  }
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
