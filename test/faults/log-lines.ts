import { ALL_CONTEXTS } from '../support/manifests.js';

/**
 * The lines of a process about one outage: it begins, is noticed by other parts of each context,
 * continues, and ends. auth and todo have the most parts: events, an outbox, an audit, sessions or reminders, and what expires.
 */
const LINES_PER_OUTAGE = 10 * ALL_CONTEXTS.length;

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
  process.stderr.write(`${trouble.length} lines about the outage, of ${lines.length}\n`);
  expect(trouble.filter(({ err }) => err?.stack)).toEqual([]);
  expect(trouble.length).toBeLessThanOrEqual(outages * LINES_PER_OUTAGE);
}
