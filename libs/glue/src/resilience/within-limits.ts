/** Limits of work that waits for others. */
export interface WorkLimits {
  /** Cancels it. */
  signal?: AbortSignal | undefined;
  /** In milliseconds. */
  budgetMs?: number | undefined;
}

/**
 * Does work within a budget and until it is cancelled. Without both it gets no signal.
 *
 * @throws the error of `expired` once the budget is over; the reason of the signal
 */
export function withinLimits<T>(
  { budgetMs, signal: cancelled }: WorkLimits,
  expired: () => Error,
  work: (signal?: AbortSignal) => Promise<T>,
): Promise<T> {
  if (budgetMs === undefined && !cancelled) return work();
  if (cancelled?.aborted) return Promise.reject(cancelled.reason as Error);
  return new Promise<T>((resolve, reject) => {
    const limit = new AbortController();
    const end = (reason: Error) => {
      limit.abort(reason);
      reject(reason);
    };
    const cancel = () => end(cancelled!.reason as Error);
    const expire = () => end(expired());
    cancelled?.addEventListener('abort', cancel);
    const timer = budgetMs === undefined ? undefined : setTimeout(expire, budgetMs);
    void work(limit.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        cancelled?.removeEventListener('abort', cancel);
      });
  });
}

/** The smaller of two budgets. */
export function smaller(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
