import type { DataSource } from 'typeorm';
import { isEmbedded } from './open-data-source.js';

/**
 * A statement under a name: PostgreSQL parses and plans it once per connection.
 * For the paths that every request takes; TypeORM's own queries are parsed each time.
 */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Only a type: what each row of the result looks like. */
  readonly row?: Row;
}

/** @param name unique among the statements of a process, such as `todo.list` */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text };
}

/** As much of pg's pool as is needed here. */
interface Pool {
  query(config: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** Runs {@link Statement}s on the connections of a data source. */
export class StatementRunner {
  private readonly pool: Pool;
  private readonly named: boolean;

  constructor(dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
    // PGlite keeps names beyond the connection that made them: the next one could not use them.
    this.named = !isEmbedded(dataSource);
  }

  /** The rows of the result. One statement is a transaction of its own. */
  async run<Row>({ name, text }: Statement<Row>, values: unknown[]): Promise<Row[]> {
    const result = await this.pool.query({ text, values, ...(this.named && { name }) });
    return result.rows as Row[];
  }
}
