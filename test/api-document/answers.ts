import type { Answers } from './run-schemathesis.js';

/** The name in hooks.py of requests with a method that no operation has at that address. */
export const OTHER_METHODS = '(other methods)';

/** The number of answered requests for operations. */
export function total(answers: Answers): number {
  return Object.entries(answers)
    .filter(([operation]) => operation !== OTHER_METHODS)
    .flatMap(([, statuses]) => Object.values(statuses))
    .reduce((sum, each) => sum + each, 0);
}

/** The number of successful requests of an operation. */
export function successes(statuses: Record<string, number>): number {
  return Object.entries(statuses)
    .filter(([status]) => status.startsWith('2'))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** A line per operation, with the number of answers per status. */
export function distribution(answers: Answers): string {
  return Object.entries(answers)
    .map(([operation, statuses]) => {
      const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
      return `  ${operation.padEnd(16)} ${counts.join(', ')}`;
    })
    .join('\n');
}
