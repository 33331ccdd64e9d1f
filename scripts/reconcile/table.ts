import { FINDINGS, type FindingName, type Report } from '#todo';

const LABEL_WIDTH = Math.max(...Object.values(FINDINGS).map((label) => label.length));

/** The report as a table, with a line for everything that was looked for. */
export function table(report: Report): string {
  const names = Object.keys(FINDINGS) as FindingName[];
  const { users, items } = report.seen;
  return [
    `Looked at ${users} users and ${items} items.`,
    ...names.map((name) => line(report, name)),
  ].join('\n');
}

function line(report: Report, name: FindingName): string {
  const label = FINDINGS[name].padEnd(LABEL_WIDTH);
  const finding = report.find(name);
  if (!finding) return `  ${label} ${'0'.padStart(8)}`;
  const { count, outcome, examples, hint } = finding;
  const ids =
    examples.length > 0 ? ` (${examples.join(', ')}${examples.length < count ? ', …' : ''})` : '';
  return `  ${label} ${String(count).padStart(8)}  ${outcome}${ids}${hint ? `; ${hint}` : ''}`;
}
