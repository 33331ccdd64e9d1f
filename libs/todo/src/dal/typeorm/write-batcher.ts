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
  private readonly batcher: Batcher<Values, boolean>;

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
  write(values: Values): Promise<boolean> {
    return this.batcher.ask(values);
  }

  /** Those that may not share a statement are made one after the other. */
  private async writeAll(writes: readonly Values[]): Promise<boolean[]> {
    const made = new Set<Values>();
    for (let left = writes; left.length > 0;) {
      const { now, later } = this.separate(left);
      const rows = await this.statements.run(this.statement, [
        ...columnsOf(now),
        ...this.options.constants,
      ]);
      for (const { n } of rows) made.add(now[n - 1]!);
      left = later;
    }
    return writes.map((write) => made.has(write));
  }

  private separate(writes: readonly Values[]): { now: readonly Values[]; later: Values[] } {
    const { unique } = this.options;
    if (unique === undefined) return { now: writes, later: [] };
    const first = new Map<unknown, Values>();
    for (const write of writes) {
      if (!first.has(write[unique])) first.set(write[unique], write);
    }
    const now = [...first.values()];
    if (now.length === writes.length) return { now, later: [] };
    return { now, later: writes.filter((write) => first.get(write[unique]) !== write) };
  }
}

function columnsOf(rows: readonly Values[]): unknown[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]));
}
