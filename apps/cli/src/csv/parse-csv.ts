/** A record of a CSV file, with the line on which it begins, from 1. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** The text is no CSV. */
export class CsvError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(`line ${line}: ${message}`);
  }
}

/** A cell and the separator after it: quoted, with quotes doubled, or without quotes. */
const CELLS = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n]*))(;|\r\n|\r|\n|$)/y,
};

/**
 * Reads CSV by RFC 4180. Lines may end in LF or CR, too, and semicolons may separate the cells, as some spreadsheets
 * write them; empty lines are skipped.
 *
 * @throws CsvError if quotes are not closed or stand within a cell
 */
export function parseCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const cell = new RegExp(CELLS[separatorOf(text)]);
  let record: CsvRecord = { line: 1, cells: [] };
  let line = 1;
  for (let at = 0; at < text.length || record.cells.length > 0; at = cell.lastIndex) {
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (!match) throw new CsvError(line, 'a quote is not closed, or stands within a cell');
    const [, quoted, plain, end] = match;
    record.cells.push(quoted?.replaceAll('""', '"') ?? plain!);
    line += lineEndsIn(quoted ?? '');
    if (end === ',' || end === ';') continue;
    if (quoted !== undefined || record.cells.join('') !== '' || record.cells.length > 1) {
      records.push(record);
    }
    if (end) line++;
    record = { line, cells: [] };
    if (!end) break;
  }
  return records;
}

function separatorOf(text: string): keyof typeof CELLS {
  const head = /^[^\r\n]*/.exec(text)![0];
  return head.includes(';') && !head.includes(',') ? ';' : ',';
}

const lineEndsIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
