const DAY_MS = 86_400_000;

/** When an account is deleted whose user asks for it. */
export class DeletionPolicy {
  /** @param graceDays how many days later; 0: at once */
  constructor(private readonly graceDays: number) {}

  /** `undefined`: at once. */
  deletesAt(now: Date): Date | undefined {
    return this.graceDays === 0 ? undefined : new Date(now.getTime() + this.graceDays * DAY_MS);
  }
}
