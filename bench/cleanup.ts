type Step = () => Promise<unknown>;

/** The cleanup steps, newest first, also for a run that fails or is interrupted. */
export class Cleanup {
  private readonly steps: Step[] = [];
  private done: Promise<void> | undefined;

  constructor() {
    process.once('SIGINT', () => void this.run().finally(() => process.exit(130)));
    process.once('SIGTERM', () => void this.run().finally(() => process.exit(143)));
  }

  add(step: Step): void {
    this.steps.push(step);
  }

  /** Runs every step once, also if others fail, and prints failures to stderr. */
  run(): Promise<void> {
    return (this.done ??= this.takeDown());
  }

  private async takeDown(): Promise<void> {
    for (const step of this.steps.reverse()) {
      await step().catch((error: unknown) => console.error('cleaning up:', error));
    }
  }
}
