import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import type { BatcherOptions } from '../../batch/index.js';
import { openTransaction } from '../../transaction/index.js';
import { poolOf } from '../move/switch-pool.js';
import { isEmbedded, type RetryingDataSource } from '../retrying-data-source.js';
import { sqlState, wasRolledBack } from './database-errors.js';
import { SHARED_STATEMENTS } from './shared-statements.js';

/**
 * A prepared statement, for the paths of every request. Optimized for speed: PostgreSQL parses and
 * plans it once per connection, and a list takes half the time: `npm run bench -- --part calls`.
 */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Only a type: the rows of the result. */
  readonly row?: Row;
}

const HASH_LENGTH = 8;

/**
 * @param name unique among the statements of a process, such as `orders.list`. A hash of the
 * text is added: behind a pooler, two versions of the product share connections.
 */
export function statement<Row>(name: string, text: string): Statement<Row> {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
  return { name: `${name}.${hash}`, text };
}

/** The members of pg's pool that are needed here. */
interface Pool {
  query(query: Query): Promise<{ rows: unknown[] }>;
}

interface Query {
  name?: string;
  text: string;
  values: unknown[];
}

/** The types of the result have changed since the connection prepared it. */
const PLAN_OUTDATED = '0A000';
/** The connection has the name already, or has lost it: a pooler exchanged it. */
const NAME_LOST = /^(42P05|26000)$/;

/** Whether the connections of a pool keep names; shared by all runners. */
const keepsNames = new WeakMap<Pool, { kept: boolean }>();

/** Runs {@link Statement}s on the connections of a data source, or in its open transaction. */
export class StatementRunner {
  private readonly logger = new Logger(StatementRunner.name);

  constructor(private readonly dataSource: DataSource) {}

  /** Read for each statement: a move of the data changes it. */
  private get pool(): Pool {
    return poolOf(this.dataSource);
  }

  private get names(): { kept: boolean } {
    const known = keepsNames.get(this.pool);
    if (known) return known;
    // PGlite keeps names beyond their connection: the next one could not use them.
    const names = { kept: !isEmbedded(this.dataSource) };
    keepsNames.set(this.pool, names);
    return names;
  }

  /** Limits of statements that several requests share. */
  get sharing(): BatcherOptions {
    const { observeShared: observe } = this.dataSource as RetryingDataSource;
    return { ...SHARED_STATEMENTS, observe };
  }

  /**
   * The rows of the result. Outside of a transaction one statement is a transaction, which is run
   * once more if PostgreSQL rolled it back, or could not use its name.
   *
   * @throws ServiceError `database_unavailable`
   */
  async run<Row>({ name, text }: Statement<Row>, values: unknown[]): Promise<Row[]> {
    const transaction = openTransaction(this.dataSource);
    if (transaction) return this.join(transaction.options.connection, { text, values });
    const query = this.names.kept ? { name, text, values } : { text, values };
    const { rows } = await this.pool
      .query(query)
      .catch((error: unknown) => this.pool.query(this.afterError(error, query)))
      .catch((this.dataSource as RetryingDataSource).fail);
    return rows as Row[];
  }

  /**
   * Runs work in a transaction. Whatever runs on the data source meanwhile joins it.
   *
   * @param place names the transaction in messages
   * @throws ServiceError `database_unavailable`
   */
  transaction<T>(place: string, work: () => Promise<T>): Promise<T> {
    return (this.dataSource as RetryingDataSource).transactionAt(() => place, work);
  }

  /** Without a name: a transaction has no second try if its connection has lost it. */
  private async join<Row>(connection: object, { text, values }: Query): Promise<Row[]> {
    const { records } = await (connection as QueryRunner).query(text, values, true);
    return records as Row[];
  }

  /**
   * How to retry a statement. Never by its name: the transaction that PostgreSQL preferred may have
   * changed the types of its result.
   *
   * @throws the error if a retry is useless
   */
  private afterError(error: unknown, { text, values }: Query): Query {
    const state = sqlState(error);
    if (NAME_LOST.test(state)) this.stopNaming();
    else if (state !== PLAN_OUTDATED && !wasRolledBack(error)) throw error;
    return { text, values };
  }

  /** Once names are lost, they are always lost, and each try with one costs a connection. */
  private stopNaming(): void {
    if (!this.names.kept) return;
    this.names.kept = false;
    this.logger.warn(
      'The connection pooler does not keep prepared statements per client. Statements are sent ' +
        'without a name from now on, which is slower. PgBouncer from 1.21 on keeps them, with ' +
        'max_prepared_statements; restart this process then.',
    );
  }
}
