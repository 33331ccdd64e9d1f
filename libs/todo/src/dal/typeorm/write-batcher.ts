import { Batcher } from '#glue/batch';
import { SHARED_STATEMENTS, type Statement, type StatementRunner } from '#glue/db';

/** The values of one write, in the order of the statement's parameters. */
type Values = readonly unknown[];

/**
 * Makes writes of a kind, those of many requests in one statement, which is one commit:
 * commits that wait for the disk are worth sharing.
 * The statement takes a column of values per parameter, and returns which of the
 * writes, counted from 1, it has made.
 */
export class WriteBatcher {
  private readonly batcher: Batcher<Values, boolean>;

  constructor(
    private readonly statements: StatementRunner,
    private readonly statement: Statement<{ n: number }>,
  ) {
    this.batcher = new Batcher((writes) => this.writeAll(writes), SHARED_STATEMENTS);
  }

  /** `false`, and nothing was written, if the statement passed the write over. */
  write(values: Values): Promise<boolean> {
    return this.batcher.ask(values);
  }

  private async writeAll(writes: readonly Values[]): Promise<boolean[]> {
    const made = await this.statements.run(this.statement, columnsOf(writes));
    const numbers = new Set(made.map(({ n }) => n));
    return writes.map((_, index) => numbers.has(index + 1));
  }
}

function columnsOf(rows: readonly Values[]): unknown[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]));
}
