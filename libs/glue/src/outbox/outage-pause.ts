const FIRST_MS = 100;
const MOST_MS = 5_000;

/** The pauses while a provider is unavailable: one command at a time tries whether it is back. */
export class OutagePause {
  private pauses = 0;
  private timer: NodeJS.Timeout | undefined;

  get isOn(): boolean {
    return this.timer !== undefined;
  }

  /** Whether nothing has succeeded since the last one. */
  get isOutage(): boolean {
    return this.pauses > 0;
  }

  /** Begins a pause, each longer than the one before, unless one runs. */
  extend(over: () => void): void {
    if (this.timer) return;
    const ms = Math.min(MOST_MS, FIRST_MS * 2 ** this.pauses++);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      over();
    }, ms).unref();
  }

  end(): void {
    this.pauses = 0;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
