import { NO_DETAILS } from '../details/detailed-item.js';
import { assertRepeats, isTick, nextOf } from './repetition.js';

const item = (repeat: string | null, date = '2026-12-07') => ({
  ...NO_DETAILS,
  due: { date },
  repeat,
});
const NOON = Date.parse('2026-12-07T12:00:00Z');
const next = (repeat: string, now = NOON) => nextOf(item(repeat), now);

describe('the next item of a repetition', () => {
  it.each([
    ['FREQ=DAILY', '2026-12-08', 'FREQ=DAILY'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-12-10', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['FREQ=DAILY;COUNT=3', '2026-12-08', 'FREQ=DAILY;COUNT=2'],
    ['FREQ=DAILY;COUNT=2', '2026-12-08', 'FREQ=DAILY;COUNT=1'],
    ['FREQ=DAILY;UNTIL=20261208', '2026-12-08', 'FREQ=DAILY;UNTIL=20261208'],
  ])('of %s is due on %s and has %s', (repeat, date, rest) => {
    expect(next(repeat)).toEqual({ due: { date }, repeat: rest });
  });

  it.each(['FREQ=DAILY;COUNT=1', 'FREQ=DAILY;UNTIL=20261207'])('is none after %s', (repeat) => {
    expect(next(repeat)).toBeUndefined();
  });

  it('is none of an item that does not repeat', () => {
    expect(nextOf(item(null), NOON)).toBeUndefined();
    expect(nextOf(NO_DETAILS, NOON)).toBeUndefined();
  });

  it.each(['1969-12-31', '10000-01-01'])('is none after %s, which only SQL can store', (date) => {
    expect(nextOf(item('FREQ=DAILY', date), NOON)).toBeUndefined();
  });

  it('is one of those to be done, also when days were missed', () => {
    expect(next('FREQ=DAILY;COUNT=3', Date.parse('2027-01-01T12:00:00Z'))).toEqual({
      due: { date: '2027-01-02' },
      repeat: 'FREQ=DAILY;COUNT=2',
    });
  });

  it('keeps the days of the rule, after an item that was postponed', () => {
    const postponed = item('FREQ=WEEKLY;BYDAY=MO', '2026-12-09');
    expect(nextOf(postponed, NOON)).toMatchObject({ due: { date: '2026-12-14' } });
  });

  it('keeps the time and the zone', () => {
    const due = { date: '2026-12-07', time: '09:00', zone: 'Europe/Berlin' };
    expect(nextOf({ ...NO_DETAILS, due, repeat: 'FREQ=DAILY' }, NOON)).toMatchObject({
      due: { ...due, date: '2026-12-08' },
    });
  });
});

describe('a tick', () => {
  it('is a change to done of an item that repeats', () => {
    expect(isTick({ status: 'DONE' }, item('FREQ=DAILY'))).toBe(true);
    expect(isTick({ status: 'DONE' }, item(null))).toBe(false);
    expect(isTick({ status: 'PENDING' }, item('FREQ=DAILY'))).toBe(false);
    expect(isTick({}, item('FREQ=DAILY'))).toBe(false);
  });
});

describe('a rule of an item', () => {
  const check = (repeat: string | null, date: string | null, isGiven = true) => {
    const due = date === null ? null : { date };
    return () => assertRepeats(isGiven ? { repeat } : {}, { due, repeat });
  };
  const invalid = (path: string) =>
    expect.objectContaining({ details: [expect.objectContaining({ path })] }) as Error;

  it('has its due date as the first day', () => {
    expect(check('FREQ=WEEKLY;BYDAY=MO', '2026-12-07')).not.toThrow();
    expect(check('FREQ=WEEKLY;BYDAY=MO', '2026-12-08')).toThrow(invalid('repeat'));
    expect(check('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-02-28')).toThrow(invalid('repeat'));
    expect(check('FREQ=DAILY', null)).toThrow(invalid('due'));
    expect(check(null, null)).not.toThrow();
  });

  it('stays when this item is postponed, but not without a due date', () => {
    expect(check('FREQ=WEEKLY;BYDAY=MO', '2026-12-08', false)).not.toThrow();
    expect(check('FREQ=WEEKLY;BYDAY=MO', null, false)).toThrow(invalid('due'));
  });
});
