import { Batcher } from '#glue/batch';
import type { Statement, StatementRunner } from '#glue/db';

type Value = string | number | null;

/** A kind of write that can share a statement. */
export interface SharedWrite<Write> {
  /** Takes an array per parameter. Returns the numbers of the writes made, from 1. */
  statement: Statement<{ n: number }>;
  /** The values of one write, in the order of the parameters. */
  values: (write: Write) => readonly Value[];
  /** Values of the parameters that are the same for all writes; they are last. */
  constants: readonly Value[];
  /** Writes with the same value do not share a statement. */
  exclusive?: (write: Write) => Value;
}

/** The maximum number of concurrent statements of a kind: a second one would wait for locks of the first one, or skip its users. */
const CALLS = 1;

/**
 * Makes writes of a kind: those of concurrent requests in one statement, and so in one commit.
 * Optimized for speed: commits wait for the disk, and share it (docs/decisions/0019 and 0036;
 * `npm run bench -- --part update`).
 */
export class WriteBatcher<Write> {
  private readonly batcher: Batcher<Write, boolean | 'later'>;

  constructor(
    private readonly statements: StatementRunner,
    private readonly kind: SharedWrite<Write>,
  ) {
    const bounds = { ...this.statements.sharing, calls: CALLS };
    this.batcher = new Batcher((writes) => this.writeAll(writes), bounds);
  }

  /** `false`, and nothing was written, if the statement skipped the write. */
  async write(write: Write): Promise<boolean> {
    for (;;) {
      const outcome = await this.batcher.load(write);
      if (outcome !== 'later') return outcome;
    }
  }

  /**
   * Writes that may not share the statement wait for a later one, without delaying the others.
   * Repeated changes of one item delay no other item.
   */
  private async writeAll(writes: readonly Write[]): Promise<(boolean | 'later')[]> {
    const now = this.compatible(writes);
    const columns = columnsOf(now.map((write) => this.kind.values(write)));
    const values = [...columns, ...this.kind.constants];
    const rows = await this.statements.run(this.kind.statement, values);
    const outcomes = new Map<Write, boolean>(now.map((write) => [write, false]));
    for (const { n } of rows) outcomes.set(now[n - 1]!, true);
    return writes.map((write) => outcomes.get(write) ?? 'later');
  }

  /** The first write for each exclusive value. */
  private compatible(writes: readonly Write[]): readonly Write[] {
    const { exclusive } = this.kind;
    if (!exclusive) return writes;
    const first = new Map<Value, Write>();
    for (const write of writes) {
      const key = exclusive(write);
      if (!first.has(key)) first.set(key, write);
    }
    return [...first.values()];
  }
}

function columnsOf(rows: readonly (readonly Value[])[]): Value[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column] as Value));
}
