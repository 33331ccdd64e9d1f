import { jest } from '@jest/globals';
import { defineErrors, ServiceError } from '../errors/index.js';
import { PeerFailure } from './peer-failure.js';
import { Resilience } from './resilience.js';

const { down } = defineErrors({
  down: { status: 503, message: 'No.', when: 'Always.', cure: 'None.' },
});
const fail = () => Promise.reject(new PeerFailure(new ServiceError(down), false));
const LONGER_THAN_OPEN_MS = 1_000;
const BUDGET_MS = 5_000;

describe('calls that waited for the probe of an open circuit', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('have a signal of their own, which ends each when its time is over', async () => {
    const policy = new Resilience({ opened: () => {}, closed: () => {} }).policy(BUDGET_MS);
    for (let i = 0; i < 20; i++) await policy.execute(fail).catch(() => undefined);
    jest.advanceTimersByTime(LONGER_THAN_OPEN_MS);

    let answer = () => {};
    const probe = policy.execute(() => new Promise<void>((resolve) => (answer = resolve)));
    const signals: AbortSignal[] = [];
    const others = Array.from({ length: 20 }, () =>
      policy.execute(({ signal }) => {
        signals.push(signal);
        return new Promise<never>(() => undefined);
      }),
    );
    const ended = Promise.allSettled(others);
    await jest.advanceTimersByTimeAsync(0);
    answer();
    await probe;
    await jest.advanceTimersByTimeAsync(0);
    expect(new Set(signals).size).toBe(others.length);
    await jest.advanceTimersByTimeAsync(BUDGET_MS);
    await ended;
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});
