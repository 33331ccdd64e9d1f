import { Batcher } from '#glue/batch';
import { SHARED_STATEMENTS, type Statement, type StatementRunner } from '#glue/db';

/** The values of one write, in the order of the statement's parameters. */
type Values = readonly unknown[];

/** How a {@link WriteBatcher} sends its statement. */
export interface WriteBatcherOptions {
  /** Statements at once. Commits that wait for the disk are worth two. */
  calls: number;
  /** Values of the parameters that are the same for all writes; they come last. */
  constants: unknown[];
  /** The parameter, from 0, that is another one for each write of a statement. */
  unique?: number;
}

/**
 * Makes writes of a kind, those of many requests in one statement, which is one commit:
 * commits that wait for the disk are worth sharing.
 * The statement takes a column of values per parameter, and returns which of the
 * writes, counted from 1, it has made.
 */
export class WriteBatcher {
  private readonly batcher: Batcher<Values, boolean | 'later'>;

  constructor(
    private readonly statements: StatementRunner,
    private readonly statement: Statement<{ n: number }>,
    private readonly options: WriteBatcherOptions,
  ) {
    const { calls } = options;
    const bounds = { ...SHARED_STATEMENTS, calls };
    this.batcher = new Batcher((writes) => this.writeAll(writes), bounds);
  }

  /** `false`, and nothing was written, if the statement passed the write over. */
  async write(values: Values): Promise<boolean> {
    for (;;) {
      const outcome = await this.batcher.ask(values);
      if (outcome !== 'later') return outcome;
    }
  }

  /**
   * Those that may not share a statement are for a later one: the others do not wait for them,
   * so that who changes one item again and again delays nobody else.
   */
  private async writeAll(writes: readonly Values[]): Promise<(boolean | 'later')[]> {
    const now = this.compatible(writes);
    const rows = await this.statements.run(this.statement, [
      ...columnsOf(now),
      ...this.options.constants,
    ]);
    const outcomes = new Map<Values, boolean>(now.map((write) => [write, false]));
    for (const { n } of rows) outcomes.set(now[n - 1]!, true);
    return writes.map((write) => outcomes.get(write) ?? 'later');
  }

  /** The first write for each value of the unique parameter. */
  private compatible(writes: readonly Values[]): readonly Values[] {
    const { unique } = this.options;
    if (unique === undefined) return writes;
    const first = new Map<unknown, Values>();
    for (const write of writes) {
      if (!first.has(write[unique])) first.set(write[unique], write);
    }
    return [...first.values()];
  }
}

function columnsOf(rows: readonly Values[]): unknown[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]));
}
