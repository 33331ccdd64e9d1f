import { escaped, escapedLines, safeJson } from './escape.js';
import { itemLine } from './item-line.js';
import { Output } from './output.js';

const EVIL = 'a\u001b[2J\u0007\u009b31m\u202eb\u2028\r\nc';

function outputWith(more: { isTerminal?: boolean; hasColour?: boolean } = {}) {
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text) };
  const world = { stdout: sink, stderr: sink, isTerminal: false, hasColour: false, ...more };
  return { written, output: new Output(world, false) };
}

describe('the output', () => {
  it('has no control characters of others', () => {
    const { written, output } = outputWith({ hasColour: true });
    const item = { id: 1, title: EVIL, status: 'PENDING' as const, labels: [EVIL], repeat: EVIL };
    output.line(...itemLine(item));
    output.note(EVIL);
    output.json({ title: EVIL });
    output.jsonLine({ title: EVIL });
    const text = written.join('').replaceAll(/\p{Cc}\[\d+m/gu, '');
    expect(text.replace(/[\r\n]/g, '')).toMatch(/^[^\p{Cc}\u202e\u2028]*$/u);
    expect(written[0]!.match(/\n/g)).toHaveLength(1);
  });

  it('says what it has escaped', () => {
    expect(escaped('\u001b[2J\n')).toBe('\\u001b[2J\\n');
    expect(escapedLines('a\r\n\tb\u0007')).toBe('a\r\n\tb\\u0007');
  });

  it('is JSON that means the same', () => {
    expect(JSON.parse(safeJson({ title: EVIL }))).toEqual({ title: EVIL });
  });

  it('of files changes only what a person sees', () => {
    const [file, screen] = [outputWith(), outputWith({ isTerminal: true })];
    file.output.text(EVIL);
    screen.output.text(EVIL);
    expect(file.written).toEqual([EVIL]);
    expect(screen.written.join('')).not.toContain('\u001b');
  });

  it('has colours only if they are wanted', () => {
    const [plain, coloured] = [outputWith(), outputWith({ hasColour: true })];
    for (const { output } of [plain, coloured]) output.line(['a', 'red'], 'b');
    expect(plain.written).toEqual(['ab\n']);
    expect(coloured.written).toEqual(['\u001b[31ma\u001b[0mb\n']);
  });

  it('of an item has all that it has', () => {
    const { written, output } = outputWith();
    const item = {
      ...{ id: 7, title: 'call Ada', status: 'DONE' as const, priority: 2, list_id: 3 },
      due: { date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' },
      ...{ repeat: 'FREQ=WEEKLY', labels: ['work', 'calls'] },
    };
    output.line(...itemLine(item, new Map([[3, 'office']])));
    expect(written).toEqual([
      '   7  [x] call Ada  !!  2026-12-31 09:30 Europe/Berlin  FREQ=WEEKLY  #work  #calls  (office)\n',
    ]);
  });
});
