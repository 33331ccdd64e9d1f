const MINUTE_MS = 60_000;

/**
 * Calls `report` at once, and then at most once a minute, because an attack must not fill the log.
 *
 * @param report gets the number of calls since the last report
 */
export function onceAMinute<Args extends unknown[]>(
  report: (count: number, ...args: Args) => void,
): (...args: Args) => void {
  let count = 0;
  let reportedAt = -Infinity;
  return (...args) => {
    count++;
    if (performance.now() - reportedAt < MINUTE_MS) return;
    report(count, ...args);
    reportedAt = performance.now();
    count = 0;
  };
}
