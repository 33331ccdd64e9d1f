/** What is left for the end of a transaction. */
interface LastStep {
  readonly values: unknown[];
  readonly run: (values: never[]) => Promise<void>;
}

/** What a transaction does at its end: as its last step before the commit, and after the commit. */
export class CommitSteps {
  private readonly last = new Map<object, LastStep>();
  private readonly afterwards = new Set<() => void>();

  /**
   * Runs `run` in the transaction, as its last step, once for all values of the same key.
   *
   * @param key equal for all values that `run` gets together
   */
  beforeCommit<T>(key: object, value: T, run: (values: T[]) => Promise<void>): void {
    const step = this.last.get(key) ?? { values: [], run };
    step.values.push(value);
    this.last.set(key, step);
  }

  /** Runs `work` once, however often it is given, when the transaction is committed. */
  afterCommit(work: () => void): void {
    this.afterwards.add(work);
  }

  /** Leaves all to another transaction: this one is a savepoint of it. */
  leaveTo(outer: CommitSteps): void {
    for (const [key, { values, run }] of this.last) {
      values.forEach((value) => outer.beforeCommit(key, value as never, run));
    }
    this.afterwards.forEach((work) => outer.afterCommit(work));
  }

  /** In the order in which the keys were first given. */
  async runLast(): Promise<void> {
    for (const { values, run } of this.last.values()) await run(values as never[]);
  }

  committed(): void {
    this.afterwards.forEach((work) => work());
  }
}
