const FIRST_MS = 100;
const MOST_MS = 5_000;

/** The pause while a provider is unavailable: few commands try whether it is back, not all. */
export class OutagePause {
  private pauses = 0;
  private timer: NodeJS.Timeout | undefined;

  get isOn(): boolean {
    return this.timer !== undefined;
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
