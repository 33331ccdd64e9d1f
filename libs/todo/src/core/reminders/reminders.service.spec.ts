import { RemindersService } from './reminders.service.js';
import { fateOf, LATEST_MS, type ReachedReminder } from './reached-reminder.js';

const DUE = { date: '2026-12-01', time: '09:00', zone: 'Europe/Berlin' };
const AT = Date.UTC(2026, 11, 1, 8);
const REACHED: ReachedReminder = {
  ...{ userId: 7, uniqueId: 'u-7', itemId: 1, title: 'tea', status: 'PENDING', due: DUE },
};

describe('a reminder whose time has come', () => {
  it.each([
    ['is sent', {}, AT, 'sent'],
    ['is sent, if it is late', {}, AT + LATEST_MS, 'sent'],
    ['is over when it is very late', {}, AT + LATEST_MS + 1, 'over'],
    ['is over if the item is done', { status: 'DONE' as const }, AT, 'over'],
    ['waits if the item is due later by now', {}, AT - 1, AT],
    ['is none if the item has no time any more', { due: { date: DUE.date } }, AT, null],
    ['is none if the item has no date any more', { due: null }, AT, null],
  ])('%s', (_what, change, now, fate) => {
    expect(fateOf({ ...REACHED, ...change }, now)).toBe(fate);
  });
});

it('without mail, reminders stay as they are', async () => {
  const refuse = () => {
    throw new Error('nothing is to be done');
  };
  const service = new RemindersService({ settle: refuse }, { isOn: false, send: refuse });
  expect(await service.sendDue()).toBe(false);
});
