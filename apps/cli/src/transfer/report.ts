import type { Schema } from '#client';
import type { Output } from '../output/output.js';
import type { Refusal } from './row.types.js';

/** What became of the rows of a file. */
export interface Report {
  created: number;
  /** Made by an import of the same file before. */
  already_there: number;
  /** Made before, and deleted since. */
  gone: number;
  refused: Refusal[];
}

/** Of an import, or of a check of the file. */
type Printed = { invalid: Refusal[] } & (Report | { valid: number });

export const newReport = (): Report => ({ created: 0, already_there: 0, gone: 0, refused: [] });

/** Counts what became of a row. */
export function settle(report: Report, place: string, result: Schema<'OperationResult'>): void {
  const { status, code, title = '', errors = [] } = result;
  if (status === 201) report.created++;
  // 409: the file had other lists, or other options, when it was imported before.
  else if (status === 200 || code === 'client_id_used') report.already_there++;
  else if (code === 'item_gone') report.gone++;
  else {
    const reasons = errors.map(({ detail, pointer }) => withoutPlace(detail || pointer));
    report.refused.push({ place, message: `${[title, ...reasons].join(' ')} (${code})` });
  }
}

/** `title is long.` instead of `operations.0.title is long.`: the line of the file is said before. */
const withoutPlace = (text: string): string => text.replace(/^\/?operations[./]\d+[./]/, '');

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
