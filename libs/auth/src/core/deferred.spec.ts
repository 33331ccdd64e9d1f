import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Deferred } from './deferred.js';

describe('deferred work', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('runs within a second, not at once, and a failure is logged', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const deferred = new Deferred();
    const done: number[] = [];
    deferred.run('a mail', async () => void done.push(1));
    deferred.run('a mail', () => Promise.reject(new Error('no database')));
    expect(done).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(done).toEqual([1]);
    expect(warn).toHaveBeenCalledWith('a mail failed: no database');
  });

  it('runs when the process stops, and is waited for', async () => {
    const deferred = new Deferred();
    const done: number[] = [];
    for (const n of [1, 2]) {
      deferred.run('a mail', async () => {
        await Promise.resolve();
        done.push(n);
      });
    }
    await deferred.onModuleDestroy();
    expect(done).toEqual([1, 2]);
  });

  it('is refused while too much waits', async () => {
    const deferred = new Deferred();
    for (let i = 0; i < 1_000; i++) deferred.run('a mail', async () => undefined);
    const run = async () => deferred.run('a mail', async () => undefined);
    await expect(run()).rejects.toMatchObject({ code: 'too_busy' });
    await deferred.onModuleDestroy();
  });
});
