/** Tells all that wait for it that something may have changed. */
export class ChangeSignal {
  /** Grows with each change: what was read at this version is not older than it. */
  version = 0;
  /** Whether the process is about to stop. */
  stopped = false;
  private readonly waiting = new Set<() => void>();

  /** Always the same function, so that a transaction calls it once. */
  readonly emit = (): void => {
    this.version++;
    this.wakeAll();
  };

  /** Ends all waiting, now and from now on: the process is about to stop. */
  stop(): void {
    this.stopped = true;
    this.wakeAll();
  }

  /** Whether something waits for a change. */
  get isAwaited(): boolean {
    return this.waiting.size > 0;
  }

  /**
   * Resolves at a change after `version`, after `ms` milliseconds, when `signal` is aborted, or when
   * the process is about to stop.
   */
  async next(version: number, ms: number, signal: AbortSignal): Promise<void> {
    if (version !== this.version || this.stopped || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms).unref();
      signal.addEventListener('abort', end);
      this.waiting.add(end);
    });
  }

  private wakeAll(): void {
    this.waiting.forEach((wake) => wake());
  }
}
