import { later } from '../limits/reservation.js';

const DAY_MS = 24 * 3_600_000;

/** When an account is deleted whose user asks for it. */
export class DeletionPolicy {
  /** @param graceDays how many days later; 0: at once */
  constructor(private readonly graceDays: number) {}

  /** `undefined`: at once. */
  deletesAt(now: Date): Date | undefined {
    return this.graceDays === 0 ? undefined : later(now, this.graceDays * DAY_MS);
  }
}
