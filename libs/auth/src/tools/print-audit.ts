import { exportedEntries } from '#glue/audit';
import { EXIT, type Terminal } from '#glue/tools';
import type { Operator } from '../core/administration/operator.js';

/**
 * Prints what was done to an account as JSON lines, newest first. It is read page by page while it is printed:
 * memory does not grow with it.
 *
 * @param name an email, a public id, or `operator`
 * @returns the exit code
 */
export async function printAudit(
  operator: Operator,
  name: string,
  terminal: Terminal,
): Promise<number> {
  const subject = await operator.subjectOf(name);
  for await (const entries of exportedEntries(operator.audit, subject)) {
    for (const entry of entries) await terminal.print(JSON.stringify(entry));
  }
  return EXIT.done;
}
