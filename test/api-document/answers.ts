import type { Answers } from './run-schemathesis.js';

/** What hooks.py calls the requests whose method no operation has at that address. */
export const OTHER_METHODS = '(other methods)';

/** How many requests for operations were answered. */
export function total(answers: Answers): number {
  return Object.entries(answers)
    .filter(([operation]) => operation !== OTHER_METHODS)
    .flatMap(([, statuses]) => Object.values(statuses))
    .reduce((sum, each) => sum + each, 0);
}

/** How many requests an operation has carried out. */
export function successes(statuses: Record<string, number>): number {
  return Object.entries(statuses)
    .filter(([status]) => status.startsWith('2'))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** A line per operation, with its statuses and how often each was answered. */
export function distribution(answers: Answers): string {
  return Object.entries(answers)
    .map(([operation, statuses]) => {
      const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
      return `  ${operation.padEnd(16)} ${counts.join(', ')}`;
    })
    .join('\n');
}
