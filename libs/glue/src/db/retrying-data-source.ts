import type { OnApplicationShutdown } from '@nestjs/common';
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type QueryRunner,
  type ReplicationMode,
} from 'typeorm';
import { onceMore } from './once-more.js';
import type { Place } from './schema/place.js';

type Work<T> = (manager: EntityManager) => Promise<T>;
type Isolation = NonNullable<Parameters<QueryRunner['startTransaction']>[0]>;

/**
 * A data source that runs a transaction, or a statement outside of one, once more if PostgreSQL
 * rolled it back. A transaction must have no other effects.
 */
export class RetryingDataSource extends DataSource implements OnApplicationShutdown {
  constructor(
    options: DataSourceOptions,
    readonly place: Place,
  ) {
    super(options);
  }

  /** Closes the connections. Nest calls it after the last request. */
  onApplicationShutdown(): Promise<void> {
    return this.destroy();
  }

  override transaction<T>(work: Work<T>): Promise<T>;
  override transaction<T>(isolation: Isolation, work: Work<T>): Promise<T>;
  override transaction<T>(...args: [Work<T>] | [Isolation, Work<T>]): Promise<T> {
    return onceMore(() => super.transaction(...(args as [Isolation, Work<T>])));
  }

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<never>;
    // A statement of a transaction cannot be repeated alone: the whole transaction was rolled back.
    runner.query = (...args: unknown[]) =>
      runner.isTransactionActive ? query(...args) : onceMore(() => query(...args));
    return runner;
  }
}
