import { HandlerLag } from './handler-lag.js';

/** In milliseconds. */
const MINUTE = 60_000;
const RUNNING = { isStopped: false, parked: 0 };
const NOTHING = { events: 0, seconds: 0 };

describe('how far a handler is behind', () => {
  let now: number;
  let lag: HandlerLag;
  beforeEach(() => {
    now = 0;
    lag = new HandlerLag(() => now);
  });
  const shown = () => [lag.events, lag.oldestSeconds, lag.isUnknown];

  it('is unknown before the first count', () => {
    expect(shown()).toEqual([undefined, undefined, true]);
    expect([lag.isStopped, lag.parked]).toEqual([undefined, undefined]);
    lag.found({ ...RUNNING, at: 0 });
    expect(shown()).toEqual([undefined, undefined, true]);
  });

  it('is what was counted last', () => {
    lag.found({ ...RUNNING, at: 4, behind: { events: 3, seconds: 90 }, next: 5 });
    expect(shown()).toEqual([3, 90, false]);
    lag.found({ isStopped: true, parked: 2, at: 6, behind: { events: 1, seconds: 8 }, next: 7 });
    expect(shown()).toEqual([1, 8, false]);
    expect([lag.isStopped, lag.parked]).toEqual([true, 2]);
    lag.found({ ...RUNNING, at: 7, behind: NOTHING });
    expect(shown()).toEqual([0, 0, false]);
    expect([lag.isStopped, lag.parked]).toEqual([false, 0]);
  });

  it('grows older without an answer, while the first event is not applied', () => {
    lag.found({ ...RUNNING, at: 4, behind: { events: 3, seconds: 90 }, next: 6 });
    now = MINUTE;
    lag.found({ ...RUNNING, at: 5 });
    expect(shown()).toEqual([3, 150, true]);
    now = 2 * MINUTE; // not even the own database answers
    expect(shown()).toEqual([3, 210, true]);
    lag.found({ ...RUNNING, at: 6 });
    expect(shown()).toEqual([undefined, undefined, true]);
    lag.found({ ...RUNNING, at: 6, behind: { events: 2, seconds: 80 }, next: 7 });
    expect(shown()).toEqual([2, 80, false]);
  });

  it('is unknown 30 s after all was applied', () => {
    lag.found({ ...RUNNING, at: 4, behind: NOTHING });
    now = 30_000;
    expect(shown()).toEqual([0, 0, false]);
    now = 30_001;
    expect(shown()).toEqual([undefined, undefined, true]);
  });
});
