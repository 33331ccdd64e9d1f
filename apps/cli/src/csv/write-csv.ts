/** A record as a line of CSV (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  const isPlain = /^[^",;\r\n]*$/.test(cell) && cell.trim() === cell;
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** A cell that spreadsheets would run as a formula: other people write titles, too. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text that no spreadsheet runs: with `'` before it if it looks like a formula. */
export const unformula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text again. */
export const reformula = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
