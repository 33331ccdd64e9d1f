import { assertRemindable, isSameDue, OVER, remindAtOf } from './remind-at.js';

const DUE = { date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' };
/** The clocks skip that time: it is as much later as they are put forward. */
const AT = Date.UTC(2026, 2, 29, 1, 30);

describe('a reminder', () => {
  it('is due at the due time, or over if that has passed', () => {
    expect(remindAtOf(DUE, AT - 1)).toBe(AT);
    expect(remindAtOf(DUE, AT)).toBe(OVER);
  });

  it('is none without a time', () => {
    expect(remindAtOf({ date: '2026-03-29' }, 0)).toBeNull();
    expect(remindAtOf(null, 0)).toBeNull();
  });

  it('is refused without a time', () => {
    const refused = {
      code: 'validation_failed',
      details: [{ path: 'remind', message: 'must be false for an item without a due time' }],
    };
    for (const due of [null, { date: '2026-03-29' }]) {
      expect(() => assertRemindable({ remind: true }, { due })).toThrow(
        expect.objectContaining(refused) as Error,
      );
      assertRemindable({ remind: false }, { due });
      assertRemindable({}, { due });
    }
    assertRemindable({ remind: true }, { due: DUE });
  });

  it('changes with the date, the time and the zone', () => {
    expect(isSameDue(DUE, { ...DUE })).toBe(true);
    expect(isSameDue(null, null)).toBe(true);
    const others = [null, { date: DUE.date }, { ...DUE, date: '2026-03-30' }];
    others.push({ ...DUE, time: '02:31' }, { ...DUE, zone: 'Europe/Vienna' });
    for (const other of others) expect(isSameDue(DUE, other)).toBe(false);
  });
});
