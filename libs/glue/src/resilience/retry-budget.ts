/** Retries in advance, such as those of the first calls after a start. */
const RESERVE = 10;

/**
 * Limits retries to a share of the calls, so that they do not multiply the load of a peer that fails
 * under load.
 */
export class RetryBudget {
  /** In answered calls. */
  private left: number;

  constructor(private readonly callsPerRetry: number) {
    this.left = RESERVE * callsPerRetry;
  }

  /** After a call that was answered. */
  add(): void {
    this.left = Math.min(RESERVE * this.callsPerRetry, this.left + 1);
  }

  /** Whether a retry is allowed; it is counted then. */
  take(): boolean {
    if (this.left < this.callsPerRetry) return false;
    this.left -= this.callsPerRetry;
    return true;
  }
}
