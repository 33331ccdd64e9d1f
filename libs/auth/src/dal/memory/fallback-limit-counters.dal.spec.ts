import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { describeLimitCounterContract } from '../../core/ports/limit-counters.dal.suite.js';
import { FallbackLimitCountersDal } from './fallback-limit-counters.dal.js';
import { MemoryLimitCountersDal } from './memory-limit-counters.dal.js';

describeLimitCounterContract('with a fallback, while the shared store answers', async () => ({
  dal: new FallbackLimitCountersDal(new MemoryLimitCountersDal()),
  close: async () => undefined,
}));

describe('FallbackLimitCountersDal', () => {
  const NOW = new Date();
  const change = { key: 1, by: 1, until: new Date(NOW.getTime() + 3_600_000) };
  let shared: MemoryLimitCountersDal;
  let dal: FallbackLimitCountersDal;
  let asked: jest.SpiedFunction<MemoryLimitCountersDal['add']>;
  let warn: jest.SpiedFunction<Logger['warn']>;
  let log: jest.SpiedFunction<Logger['log']>;

  beforeEach(() => {
    jest.useFakeTimers();
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    shared = new MemoryLimitCountersDal();
    asked = jest.spyOn(shared, 'add');
    dal = new FallbackLimitCountersDal(shared);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const count = async () => (await dal.add([change], NOW))[0]!.count;
  const fail = () => asked.mockRejectedValue(new Error('no connection'));
  const recover = () => asked.mockRestore();

  it('counts in the process while the store is unavailable, and logs it once', async () => {
    fail();
    expect([await count(), await count(), await count()]).toEqual([1, 2, 3]);
    expect(await dal.read([1], NOW)).toEqual([{ count: 3, until: change.until }]);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/this process counts separately: no connection$/)],
    ]);
  });

  it('does not call the store for five seconds, and then uses it again', async () => {
    await count();
    fail();
    await count();
    await count();
    expect(asked).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(5_001);
    await count();
    expect(asked).toHaveBeenCalledTimes(3);
    recover();
    await jest.advanceTimersByTimeAsync(5_001);
    expect(await count()).toBe(2);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(log.mock.calls).toEqual([['the store of the limit counters is available again']]);
  });

  it('waits for the store for at most a second', async () => {
    asked.mockReturnValue(new Promise(() => undefined));
    const counting = count();
    await jest.advanceTimersByTimeAsync(1_001);
    expect(await counting).toBe(1);
  });

  it('reports to housekeeping that the store is unavailable', async () => {
    jest.spyOn(shared, 'sweep').mockRejectedValue(new Error('no connection'));
    await expect(dal.sweep(NOW)).rejects.toThrow('no connection');
  });
});
