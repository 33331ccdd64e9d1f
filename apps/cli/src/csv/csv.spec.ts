import { parseCsv } from './parse-csv.js';
import { csvLine, reformula, unformula } from './write-csv.js';

const cells = (text: string) => parseCsv(text).map((record) => record.cells);

describe('CSV', () => {
  it.each([
    ['', []],
    ['a', [['a']]],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a,', [['a', '']]],
    ['"a,b","c\r\nd","e ""f"""', [['a,b', 'c\r\nd', 'e "f"']]],
    ['""', [['']]],
    ['a\n\n\r\nb\n', [['a'], ['b']]],
    [
      'a;b\n"c;d";e',
      [
        ['a', 'b'],
        ['c;d', 'e'],
      ],
    ],
    ['a,b;c', [['a', 'b;c']]],
    [' a , b ', [[' a ', ' b ']]],
  ])('of %j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('has the lines on which records begin', () => {
    const records = parseCsv('a\n\n"b\nb",c\r\n"d"\n');
    expect(records.map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it.each([
    ['a\nb,"c', 2],
    ['a\n"b"c', 2],
    ['a"b"', 1],
    ['"a\nb\n', 1],
  ])('that is none, %j, says the line', (text, line) => {
    expect(() => parseCsv(text)).toThrow(`line ${line}: a quote`);
  });

  it('of a long cell is read', () => {
    const long = 'a "quote" and more, '.repeat(200_000);
    expect(cells(csvLine([long, 'b']))).toEqual([[long, 'b']]);
  });

  it('of any cells is read as it was written', () => {
    const random = numbers(Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 32));
    for (let i = 0; i < 500; i++) {
      const count = 2 + Math.floor(random() * 3);
      const record = Array.from({ length: count }, () => textOf(random));
      const written = csvLine(['head', 'of', ...record]) + csvLine(record);
      expect(cells(written)).toEqual([['head', 'of', ...record], record]);
      for (const text of record) expect(reformula(unformula(text))).toBe(text);
    }
  });

  it.each(['=1+1', '+1', '-1', '@a', '\ta', "'=1", "''@a"])('runs no formula %j', (text) => {
    expect(unformula(text)).toBe(`'${text}`);
  });

  it.each(['a', '1-1', "it's", "'a"])('leaves %j as it is', (text) => {
    expect([unformula(text), reformula(text)]).toEqual([text, text]);
  });
});

const CHARS = ['a', 'ä', '"', ',', ';', '\n', '\r\n', ' ', "'", '=', '-', '😀'];

function textOf(random: () => number): string {
  const char = () => CHARS[Math.floor(random() * CHARS.length)]!;
  return Array.from({ length: Math.floor(random() * 6) }, char).join('');
}

/** Repeatable random numbers (mulberry32): the seed is printed. */
function numbers(seed: number): () => number {
  process.stderr.write(`TEST_SEED=${seed}\n`);
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
