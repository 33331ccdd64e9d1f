import { jest } from '@jest/globals';
import { OutagePause } from './outage-pause.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('OutagePause', () => {
  it('is longer each time, up to five seconds, and of all that failed together there is one', () => {
    const pause = new OutagePause();
    const lengths = Array.from({ length: 8 }, () => {
      const begun = Date.now();
      let endedAt = 0;
      pause.extend(() => (endedAt = Date.now()));
      pause.extend(() => (endedAt = Infinity));
      expect(pause.isOn).toBe(true);
      jest.runAllTimers();
      expect(pause.isOn).toBe(false);
      return endedAt - begun;
    });
    expect(pause.isOutage).toBe(true);
    expect(lengths).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  });

  it('ends at once, and begins anew, when something succeeds', () => {
    const pause = new OutagePause();
    const over = jest.fn();
    pause.extend(over);
    jest.runAllTimers();
    pause.extend(over);
    pause.end();
    expect([pause.isOn, pause.isOutage]).toEqual([false, false]);
    jest.runAllTimers();
    expect(over).toHaveBeenCalledTimes(1);
    pause.extend(over);
    jest.advanceTimersByTime(100);
    expect(over).toHaveBeenCalledTimes(2);
  });
});
