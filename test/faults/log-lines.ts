/** What a process says of one outage: that it begins, is noticed elsewhere, goes on, and is over. */
const LINES_PER_OUTAGE = 12;

interface Line {
  level: string;
  msg: string;
  err?: { stack?: string };
}

/**
 * The log reports an outage in a few lines without a stack, regardless of the number of requests.
 */
export function expectFewLines(log: string, outages: number): void {
  const lines = log
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text) as Line);
  const trouble = lines.filter(({ level }) => ['warn', 'error', 'fatal'].includes(level));
  process.stderr.write(`${trouble.length} lines of trouble, of ${lines.length}\n`);
  expect(trouble.filter(({ err }) => err?.stack)).toEqual([]);
  expect(trouble.length).toBeLessThanOrEqual(outages * LINES_PER_OUTAGE);
}
