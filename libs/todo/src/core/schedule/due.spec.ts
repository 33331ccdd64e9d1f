import { seededRandom } from '../../../../../test/support/random.js';
import { testLength } from '../../../../../test/support/test-length.js';
import { anyRule } from './any-rule.suite.js';
import { type Day, formatDay, parseDay } from './day.js';
import { type Due, instantOf, isZone, nextDue, type TimedDue } from './due.js';
import { inWords, isMixed, otherOccurrences } from './other-occurrences.suite.js';
import { parseRule, type RepeatRule } from './repeat-rule.js';

const CASES = testLength({ short: 2_000, long: 10_000 });
const MS_PER_DAY = 86_400_000;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const at = (text: string) => Date.parse(text);

describe('instants', () => {
  it.each([
    ['2026-07-01', '09:00', 'Europe/Berlin', '2026-07-01T07:00:00Z'],
    ['2026-12-01', '09:00', 'Europe/Berlin', '2026-12-01T08:00:00Z'],
    // Skipped: an hour later on the clock. Twice: the first.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    // A whole day is skipped.
    ['2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
  ])('of %s %s in %s are %s', (date, time, zone, expected) => {
    expect(instantOf({ date, time, zone })).toBe(at(expected));
  });
});

describe('zones', () => {
  it.each([...ZONES, 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    'has %s',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  it.each([
    '',
    '+02:00',
    '-0500',
    'Mars/Phobos',
    'PST',
    'IST',
    'Europe/',
    ' UTC',
    'Europe/Berlin\n',
    'x'.repeat(300),
  ])('has no %j', (name) => {
    expect(isZone(name)).toBe(false);
  });
});

describe('the next time of an item that repeats', () => {
  const next = (rule: string, due: Due, now: string, start = due.date) =>
    nextDue(parseRule(rule), parseDay(start)!, due, at(now));
  const BERLIN = { time: '09:00', zone: 'Europe/Berlin' };

  it.each([
    ['in time', '2026-12-01T12:00:00Z', '2026-12-02'],
    ['before it is due', '2026-11-20T12:00:00Z', '2026-12-02'],
    ['late', '2026-12-05T12:00:00Z', '2026-12-06'],
    ['early in the day after, far in the west', '2026-12-02T08:00:00Z', '2026-12-02'],
  ])('of each day, when it is done %s', (_, now, expected) => {
    expect(next('FREQ=DAILY', { date: '2026-12-01' }, now)).toEqual({ date: expected });
  });

  it('is today, if its time is still to come', () => {
    const due = { date: '2026-12-01', ...BERLIN };
    expect(next('FREQ=DAILY', due, '2026-12-05T07:59:00Z')).toEqual({ ...due, date: '2026-12-05' });
    expect(next('FREQ=DAILY', due, '2026-12-05T08:00:00Z')).toEqual({ ...due, date: '2026-12-06' });
  });

  it('is by UTC in a zone that is not known any more', () => {
    const due = { date: '2026-12-01', time: '09:00', zone: 'Europe/Atlantis' };
    expect(next('FREQ=DAILY', due, '2026-12-02T08:59:00Z')).toEqual({ ...due, date: '2026-12-02' });
  });

  it('keeps to the days of the rule, however late it is done', () => {
    const due = { date: '2026-12-07' };
    expect(next('FREQ=WEEKLY;INTERVAL=2', due, '2026-12-15T00:00:00Z')).toEqual({
      date: '2026-12-21',
    });
  });

  it('is on the 31st again after a short month', () => {
    const rule = 'FREQ=MONTHLY';
    expect(next(rule, { date: '2026-03-31' }, '2026-03-31T12:00:00Z', '2026-01-31')).toEqual({
      date: '2026-05-31',
    });
  });

  it('keeps the time of the clocks, also after one that they skip', () => {
    const due = { date: '2026-03-28', time: '02:30', zone: 'Europe/Berlin' };
    const skipped = next('FREQ=DAILY', due, '2026-03-28T12:00:00Z') as TimedDue;
    expect(skipped).toEqual({ ...due, date: '2026-03-29' });
    expect(new Date(instantOf(skipped)).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    const after = next('FREQ=DAILY', skipped, '2026-03-29T12:00:00Z', due.date) as TimedDue;
    expect(after).toEqual({ ...due, date: '2026-03-30' });
    expect(new Date(instantOf(after)).toISOString()).toBe('2026-03-30T00:30:00.000Z');
  });

  it('is none after the last one', () => {
    expect(
      next('FREQ=DAILY;COUNT=1', { date: '2026-12-01' }, '2026-12-01T12:00:00Z'),
    ).toBeUndefined();
    expect(
      next('FREQ=DAILY;UNTIL=20261203', { date: '2026-12-01' }, '2027-01-01T00:00:00Z'),
    ).toBeUndefined();
  });

  it(`is that of another implementation, in ${CASES} random cases of five zones`, () => {
    const random = seededRandom();
    for (let i = 0; i < CASES; i++) {
      const { rule, start } = anyRule(random);
      if (isMixed(rule)) continue;
      const due = { date: formatDay(start), time: anyTime(random), zone: anyZone(random) };
      const now = (start + Math.floor(random() * 400)) * MS_PER_DAY;
      const next = nextDue(rule, start, due, now);
      const what = `${inWords(rule, start)} ${due.time} ${due.zone}, at ${new Date(now).toISOString()}`;
      expect([what, next && instantOf(next as TimedDue)]).toEqual([
        what,
        otherNext(rule, due, now),
      ]);
    }
  }, 300_000);
});

/** Often at an hour that the clocks skip, or have twice, on some days. */
function anyTime(random: () => number): string {
  const minutes = Math.floor(random() * (random() < 0.3 ? 180 : 1_440));
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const anyZone = (random: () => number): string => ZONES[Math.floor(random() * ZONES.length)]!;

function otherNext(rule: RepeatRule, due: TimedDue, now: number): number | undefined {
  const start = parseDay(due.date)!;
  const after = otherOccurrences(rule, start);
  // What is due two days before now is over in each zone.
  const from = Math.max(start, Math.floor(now / MS_PER_DAY) - 2);
  for (let day = after(from); day !== undefined; day = after(day)) {
    const instant = otherInstant(day, due);
    if (instant > now) return instant;
  }
  return undefined;
}

/** By the clocks of `Intl`: of the offsets before and after, the one that the clocks show, else that before. */
function otherInstant(day: Day, { time, zone }: TimedDue): number {
  const wall = day * MS_PER_DAY + Date.parse(`1970-01-01T${time}Z`);
  const offsets = [-1, 1].map((days) => offsetAt(wall + days * MS_PER_DAY, zone));
  const shown = offsets
    .map((offset) => wall - offset)
    .filter((at) => at + offsetAt(at, zone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - offsets[0]!;
}

const CLOCKS = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
);

/** In milliseconds, east of UTC. */
function offsetAt(instant: number, zone: string): number {
  const shown = CLOCKS.get(zone)!.format(instant).replace(/,? /, 'T');
  return Date.parse(`${shown}Z`) - instant;
}
