import { ago } from './ago.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('ago', () => {
  it.each([
    [0, 'just now'],
    [MINUTE - 1, 'just now'],
    [MINUTE, '1 minute ago'],
    [HOUR - 1, '59 minutes ago'],
    [HOUR, '1 hour ago'],
    [DAY - 1, '23 hours ago'],
    [DAY, '1 day ago'],
    [13 * DAY, '13 days ago'],
  ])('calls %d ms: %s', (ms, words) => {
    const time = '2026-11-28T12:00:00.000Z';
    expect(ago(time, Date.parse(time) + ms)).toBe(words);
  });

  it('is not in the future, if the clock of this device is behind', () => {
    expect(ago('2026-11-28T12:00:00.000Z', Date.parse('2026-11-28T11:00:00.000Z'))).toBe(
      'just now',
    );
  });
});
