import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Housekeeping } from './housekeeping.js';

const LONGEST_INTERVAL_MS = 15_000;
const MINUTE_MS = 60_000;

let warn: jest.SpiedFunction<Logger['warn']>;
let log: jest.SpiedFunction<Logger['log']>;

beforeEach(() => {
  jest.useFakeTimers();
  warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** A step that reports this many times that there is more. */
function workOf(steps: number) {
  let left = steps;
  return jest.fn(async () => --left > 0);
}

function start(...steps: (() => Promise<boolean>)[]) {
  const housekeeping = new Housekeeping('things', steps);
  housekeeping.onApplicationBootstrap();
  return housekeeping;
}

describe('Housekeeping', () => {
  it('does nothing while the process starts', async () => {
    const step = workOf(1);
    start(step);
    expect(step).not.toHaveBeenCalled();
  });

  it('continues step by step until there is no more, with a pause after each', async () => {
    const step = workOf(5);
    start(step);
    await jest.advanceTimersToNextTimerAsync();
    expect(step).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(99);
    expect(step).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(step).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(300);
    expect(step).toHaveBeenCalledTimes(5);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(step).toHaveBeenCalledTimes(5);
  });

  it('repeats, less often when there is nothing to do', async () => {
    const step = workOf(1);
    start(step);
    await jest.advanceTimersByTimeAsync(10 * MINUTE_MS);
    expect(step.mock.calls.length).toBeGreaterThanOrEqual((10 * MINUTE_MS) / LONGEST_INTERVAL_MS);
    expect(step.mock.calls.length).toBeLessThanOrEqual((10 * MINUTE_MS) / 5_000);
  });

  it('runs several steps in turn', async () => {
    const [long, short] = [workOf(3), workOf(1)];
    start(long, short);
    await jest.advanceTimersToNextTimerAsync();
    await jest.advanceTimersByTimeAsync(200);
    expect(long).toHaveBeenCalledTimes(3);
    expect(short).toHaveBeenCalledTimes(3);
  });

  it('survives a failure, logs it once, and logs when it is over', async () => {
    const step = jest.fn<() => Promise<boolean>>().mockRejectedValue(new Error('no connection'));
    start(step);
    await jest.advanceTimersByTimeAsync(MINUTE_MS);
    expect(step.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(warn.mock.calls).toEqual([
      ['housekeeping of things failed, and is retried: no connection'],
    ]);
    step.mockResolvedValue(false);
    await jest.advanceTimersByTimeAsync(MINUTE_MS);
    expect(log.mock.calls).toEqual([['housekeeping of things works again']]);
  });

  it('stops after the running step', async () => {
    let finish: (more: boolean) => void = () => undefined;
    const step = jest.fn(() => new Promise<boolean>((resolve) => (finish = resolve)));
    const housekeeping = start(step, step);
    await jest.advanceTimersToNextTimerAsync();
    let stopped = false;
    const stopping = housekeeping.onModuleDestroy().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(MINUTE_MS);
    expect(stopped).toBe(false);
    finish(true);
    await stopping;
    await jest.advanceTimersByTimeAsync(MINUTE_MS);
    expect(step).toHaveBeenCalledTimes(1);
  });

  it('never starts if it is stopped before', async () => {
    const step = workOf(1);
    const housekeeping = start(step);
    await housekeeping.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(MINUTE_MS);
    expect(step).not.toHaveBeenCalled();
  });
});
