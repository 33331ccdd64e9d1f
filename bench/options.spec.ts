import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HELP, PARTS, readOptions } from './options.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The names after `--part` in the files of a folder. */
function namedIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/--part ([\w-]+)/g)].map(([, part]) => part!));
}

describe('the options of the benchmark', () => {
  it('are those of a full run without any, and of a short one with --quick', () => {
    expect(readOptions([])).toMatchObject({ quick: false, part: undefined, rounds: 5, seconds: 5 });
    expect(readOptions(['--quick'])).toMatchObject({ quick: true, rounds: 3, seconds: 2 });
    expect(readOptions(['--quick', '--rounds', '9'])).toMatchObject({ rounds: 9, seconds: 2 });
  });

  it('are explained, and so is every part', () => {
    expect(readOptions(['--help'])).toBe('help');
    for (const flag of ['--quick', '--part', '--rounds', '--seconds', '--json', ...PARTS]) {
      expect(HELP).toContain(flag);
    }
  });

  it('are what comments and documents name', () => {
    const named = ['libs', 'docs', 'bin'].flatMap(namedIn);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((part) => !(PARTS as readonly string[]).includes(part))).toEqual([]);
  });

  it.each([
    [['--part', 'nothing'], '--part knows one-token'],
    [['--rounds', '0'], '--rounds takes a whole number above 0, and not 0'],
    [['--seconds', 'x'], '--seconds takes'],
    [['--fast'], '--fast'],
    [['fast'], 'fast'],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
