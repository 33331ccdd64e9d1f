import { HELP, PARTS, readOptions } from './options.js';

describe('the options of the benchmark', () => {
  it('are those of a full run without any, and of a short one with --quick', () => {
    expect(readOptions([])).toMatchObject({ quick: false, only: undefined, rounds: 5, seconds: 5 });
    expect(readOptions(['--quick'])).toMatchObject({ quick: true, rounds: 3, seconds: 2 });
    expect(readOptions(['--quick', '--rounds', '9'])).toMatchObject({ rounds: 9, seconds: 2 });
  });

  it('are explained, and so is every part', () => {
    expect(readOptions(['--help'])).toBe('help');
    for (const flag of ['--quick', '--only', '--rounds', '--seconds', '--json', ...PARTS]) {
      expect(HELP).toContain(flag);
    }
  });

  it.each([
    [['--only', 'nothing'], '--only knows one-token'],
    [['--rounds', '0'], '--rounds takes a whole number above 0, and not 0'],
    [['--seconds', 'x'], '--seconds takes'],
    [['--fast'], '--fast'],
    [['fast'], 'fast'],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
