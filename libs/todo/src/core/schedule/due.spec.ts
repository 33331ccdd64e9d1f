import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill/implementation';
import { seededRandom } from '../../../../../test/support/random.js';
import { anyRule } from './any-rule.suite.js';
import { formatDay, parseDay } from './day.js';
import { type Due, instantOf, isZone, nextDue, type TimedDue } from './due.js';
import { formatRule, parseRule } from './repeat-rule.js';

const CASES = 2_000;
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
      const minutes = Math.floor(random() * 1_440);
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      const zone = ZONES[Math.floor(random() * ZONES.length)]!;
      const due = { date: formatDay(start), time, zone };
      if (!existsInZone(due)) continue;
      // The other one does not count times that the clocks skip, which are at this hour in these zones.
      if (rule.count !== undefined && time.startsWith('02:')) continue;
      const now = (start + Math.floor(random() * 400)) * MS_PER_DAY;
      const own = nextDue(rule, start, due, now);
      // The other one omits a time that the clocks skip.
      if (own && !existsInZone(own as TimedDue)) continue;
      const what = `${formatRule(rule)} from ${due.date} ${time} ${zone}, at ${new Date(now).toISOString()}`;
      const other = otherNext(formatRule(rule), due, now);
      expect([what, own && instantOf(own as TimedDue)]).toEqual([what, other]);
    }
  }, 300_000);
});

function existsInZone(due: TimedDue): boolean {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instantOf(due)).toZonedDateTimeISO(due.zone);
  return zoned.toPlainDateTime().equals(`${due.date}T${due.time}`);
}

function otherNext(rule: string, due: TimedDue, now: number): number | undefined {
  const dtstart = Temporal.PlainDateTime.from(`${due.date}T${due.time}`).toZonedDateTime(due.zone);
  // The last day of a zone is an instant there.
  const rruleString = rule.replace(/UNTIL=(\d{4})(\d{2})(\d{2})/, (_, year, month, day) => {
    const end = Temporal.PlainDateTime.from(`${year}-${month}-${day}T23:59:59`).toZonedDateTime(
      due.zone,
    );
    return `UNTIL=${end
      .toInstant()
      .toString()
      .replace(/[-:]|\.\d+/g, '')}`;
  });
  const other = new RRuleTemporal({
    rruleString,
    dtstart: dtstart,
    temporal: Temporal,
  });
  const after = Math.max(now, dtstart.epochMilliseconds);
  return other.next(new Date(after), false)?.epochMilliseconds;
}
