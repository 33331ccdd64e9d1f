import type { Outcome, Report } from './report.js';

/** What a context checks of its rows besides their references. */
export interface OwnChecks {
  /** The possible findings in words, in the order of the checks. */
  readonly labels: Readonly<Record<string, string>>;

  /** Checks the rows of entities with these ids. */
  checkPage?(ids: readonly number[], report: Report, outcome: Outcome): Promise<void>;

  /**
   * Checks all rows.
   *
   * @param signal ends it before the next page, with the reason of the signal
   */
  checkAll(report: Report, outcome: Outcome, signal: AbortSignal): Promise<void>;
}
