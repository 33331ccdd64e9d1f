import type { ErrorDefinition, ErrorTable } from '#glue/errors';
import { table } from './section.js';

/** The codes of each part of the system, as docs/errors.md lists them: by status. */
export function errorsSection(tables: Record<string, ErrorTable>): string {
  return Object.entries(tables)
    .map(([part, errors]) => `### ${part}\n\n${tableOf(Object.values(errors))}`)
    .join('\n\n');
}

function tableOf(errors: ErrorDefinition[]): string {
  const sorted = errors.toSorted((a, b) => a.status - b.status);
  return table(
    ['code', 'status', 'when', 'what to do'],
    sorted.map(({ code, status, when, cure }) => [`\`${code}\``, `${status}`, when, cure]),
  );
}
