const FIGURE = /^[\d≥≤–-]|^$/;

/** Rows as aligned columns: text to the left, figures to the right. */
export function table(head: string[], rows: string[][]): string {
  const columns = head.map((name, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    const width = Math.max(name.length, ...cells.map((cell) => cell.length));
    const toTheRight = cells.every((cell) => FIGURE.test(cell));
    return {
      width,
      align: (cell: string) => (toTheRight ? cell.padStart(width) : cell.padEnd(width)),
    };
  });
  const line = (row: string[]) =>
    columns
      .map(({ align }, i) => align(row[i] ?? ''))
      .join('  ')
      .trimEnd();
  const rule = columns.map(({ width }) => '-'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export function title(text: string): string {
  return `\n${text}\n${'='.repeat(text.length)}`;
}
