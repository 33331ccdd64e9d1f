import { seededRandom } from '../../../../../test/support/random.js';
import { type Day, formatDay, parseDay } from './day.js';
import { isFirst, nextOccurrence } from './occurrences.js';
import { anyRule, anyStart } from './any-rule.suite.js';
import { inWords, isMixed, otherOccurrences } from './other-occurrences.suite.js';
import { parseRule } from './repeat-rule.js';

const CASES = 10_000;

/** The first days of a rule from its start on. */
function days(text: string, start: string, most = 6): string[] {
  const rule = parseRule(text);
  const first = parseDay(start)!;
  expect(isFirst(rule, first)).toBe(true);
  const found = [first];
  while (found.length < most) {
    const next = nextOccurrence(rule, first, found.at(-1)!);
    if (next === undefined) break;
    found.push(next);
  }
  return found.map(formatDay);
}

describe('occurrences', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=3', '2026-12-30', ['2026-12-30', '2027-01-02', '2027-01-05']],
    ['FREQ=WEEKLY;BYDAY=MO,FR', '2026-11-27', ['2026-11-27', '2026-11-30', '2026-12-04']],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU',
      '2026-11-30',
      ['2026-11-30', '2026-12-06', '2026-12-14'],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
      '2026-11-30',
      ['2026-11-30', '2026-12-13', '2026-12-14'],
    ],
    ['FREQ=MONTHLY', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', ['2026-11-27', '2026-12-25', '2027-01-29']],
    ['FREQ=MONTHLY;BYDAY=5MO', '2026-11-30', ['2026-11-30', '2027-03-29', '2027-05-31']],
    ['FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2028-02-29', '2032-02-29']],
    ['FREQ=YEARLY;INTERVAL=100', '2000-02-29', ['2000-02-29', '2400-02-29', '2800-02-29']],
    [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      '2027-02-28',
      ['2027-02-28', '2028-02-29', '2029-02-28'],
    ],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-11-26', ['2026-11-26', '2027-11-25', '2028-11-23']],
  ])('of %s from %s are %j', (rule, start, expected) => {
    expect(days(rule, start, 3)).toEqual(expected);
  });

  it('end by a number, a last day, or the calendar', () => {
    expect(days('FREQ=DAILY;COUNT=2', '2026-11-30')).toEqual(['2026-11-30', '2026-12-01']);
    expect(days('FREQ=DAILY;UNTIL=20261202', '2026-12-01')).toEqual(['2026-12-01', '2026-12-02']);
    expect(days('FREQ=YEARLY;INTERVAL=999', '9001-01-01')).toEqual(['9001-01-01']);
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=MO', '2026-12-01'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-11-30'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-02-28'],
    ['FREQ=DAILY;UNTIL=20261130', '2026-12-01'],
  ])('of %s do not begin on %s', (rule, start) => {
    expect(isFirst(parseRule(rule), parseDay(start)!)).toBe(false);
  });

  it('are found at once, however long ago the first one was', () => {
    const rule = parseRule('FREQ=DAILY');
    const before = performance.now();
    for (let i = 0; i < 1_000; i++)
      nextOccurrence(rule, parseDay('1970-01-01')!, parseDay('9999-01-01')!);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it(`are those of another implementation, of ${CASES} random rules`, () => {
    const random = seededRandom();
    for (let i = 0; i < CASES; i++) {
      const { rule, start } = anyRule(random);
      if (isMixed(rule)) continue;
      const other = otherOccurrences(rule, start);
      let day: Day | undefined = start;
      for (let step = 0; step < 2 && day !== undefined; step++) {
        const after: Day = day + Math.floor(random() * (step === 0 ? 1 : 60));
        day = nextOccurrence(rule, start, after);
        const what = `${inWords(rule, start)}, after ${formatDay(after)}`;
        expect([what, day]).toEqual([what, other(after)]);
      }
    }
  }, 120_000);

  it('of random rules begin on their start', () => {
    const random = seededRandom();
    for (let i = 0; i < 100; i++) {
      const { rule, start } = anyRule(random);
      expect(isFirst(rule, start)).toBe(true);
      expect(start).toBeGreaterThanOrEqual(anyStart.least);
    }
  });
});
