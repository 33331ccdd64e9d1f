import { ScopedValue } from '../scope/index.js';
import { CommitSteps } from './commit-steps.js';

const current = new ScopedValue<OpenTransaction>();

/** The properties of a transaction that is opened. */
export interface TransactionOptions {
  /** The data source that has opened it. */
  readonly source: object;
  /** Its connection, for the statements that join it. */
  readonly connection: object;
  /** Where the code has opened it. */
  readonly place: () => string;
  /** Whether a call to another context inside it is an error, or else a warning. */
  readonly isStrict: boolean;
}

/** An open database transaction. Code that it calls finds it, through any functions in between. */
export class OpenTransaction {
  private readonly outer = current.get();
  private isOpen = true;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly options: TransactionOptions,
    /** What is left for its end. */
    readonly steps = new CommitSteps(),
  ) {}

  /**
   * Runs the work of the transaction. What it has started and not awaited is outside of the
   * transaction afterwards.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await current.run(this, work);
    } finally {
      this.isOpen = false;
    }
  }

  /** Runs work alone: two savepoints of a transaction must not overlap. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** The innermost transaction from here on that is open, and of this source if one is given. */
  find(source?: object): OpenTransaction | undefined {
    if (this.isOpen && (source === undefined || source === this.options.source)) return this;
    return this.outer?.find(source);
  }
}

/** The transaction in which this code runs: of this source if one is given, otherwise of any. */
export function openTransaction(source?: object): OpenTransaction | undefined {
  return current.get()?.find(source);
}

/** Runs work as outside of all transactions. */
export function leaveTransaction<T>(work: () => T): T {
  return current.run(undefined, work);
}
