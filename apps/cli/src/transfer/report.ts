import type { Output } from '../output/output.js';
import type { Refusal } from './row.types.js';
import type { Report } from './send-rows.js';

/** Of an import, or of a check of the file. */
type Printed = { invalid: Refusal[] } & (Report | { valid: number });

/** Numbers to stdout, each refusal to stderr. */
export function printReport(output: Output, report: Printed): void {
  if (output.isJson) return output.json(report);
  const { invalid } = report;
  const skipped = invalid.length > 0 ? [`${invalid.length} left out`] : [];
  if ('valid' in report) return output.line([`${report.valid} valid`, ...skipped].join(', '), '.');
  const { created, already_there, gone, refused } = report;
  for (const { place, message } of refused) output.note(`${place}: ${message}`);
  const counts = [`${created} created`, `${already_there} already there`];
  const rest = gone > 0 ? [`${gone} deleted since the import before`] : [];
  output.line([...counts, ...rest, `${refused.length} refused`, ...skipped].join(', '), '.');
}
