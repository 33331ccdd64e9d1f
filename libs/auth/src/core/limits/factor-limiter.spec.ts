import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { commonErrors, ServiceError } from '#glue/errors';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { factorErrors } from '../../factor.errors.js';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import type { FailureCounter } from '../failure-counter.js';
import { FactorLimiter } from './factor-limiter.js';
import { LimitKeys } from './limit-keys.js';
import { limitPolicy } from './limit-policy.js';

const MINUTE = 60_000;

describe('FactorLimiter', () => {
  let now: Date;
  let counted: number;
  let limiter: FactorLimiter;
  const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  beforeEach(() => {
    now = new Date('2026-01-01T00:00:00Z');
    const keys = new LimitKeys(new HmacKeyedHash('x'.repeat(32)));
    const clock = { now: () => now };
    counted = 0;
    const failures = { count: () => void counted++ } as Partial<FailureCounter> as FailureCounter;
    const counters = new MemoryLimitCountersDal();
    limiter = new FactorLimiter(counters, limitPolicy(false, 0), keys, failures, clock);
    log.mockClear();
  });
  afterAll(() => log.mockRestore());

  const right = (user = 'u-1') => limiter.spend({ id: 1, uniqueId: user }, async () => 'in');
  const failing = (error: Error, user = 'u-1') =>
    limiter
      .spend({ id: 1, uniqueId: user }, async () => {
        throw error;
      })
      .catch(({ code, message }: ServiceError) => code ?? message);
  const wrong = (user?: string) =>
    failing(new ServiceError(factorErrors.second_factor_wrong), user);
  const limited = { code: 'too_many_requests', retryAfterSeconds: 15 * 60 };

  it('refuses the right one after ten wrong ones, for 15 minutes after the first', async () => {
    for (let i = 0; i < 10; i++) expect(await wrong()).toBe('second_factor_wrong');
    await expect(right()).rejects.toMatchObject(limited);
    expect(log).toHaveBeenCalledWith({ event: 'second_factor_limited', user: 'u-1' });
    expect(counted).toBe(10);
    now = new Date(now.getTime() + 15 * MINUTE - 1);
    expect(await wrong()).toBe('too_many_requests');
    now = new Date(now.getTime() + 1);
    await expect(right()).resolves.toBe('in');
  });

  it('counts all kinds together, and each account for itself', async () => {
    const kinds = [
      ...[factorErrors.second_factor_wrong, factorErrors.passkey_refused],
      factorErrors.passkey_copied,
    ];
    for (let i = 0; i < 10; i++) await failing(new ServiceError(kinds[i % 3]!));
    expect(await wrong()).toBe('too_many_requests');
    await expect(right('u-2')).resolves.toBe('in');
  });

  it('does not count right ones and other failures', async () => {
    for (let i = 0; i < 20; i++) await right();
    for (let i = 0; i < 20; i++) {
      await failing(new ServiceError(commonErrors.database_unavailable));
      await failing(new Error('lost'));
    }
    await expect(right()).resolves.toBe('in');
  });

  it('a right one does not take back the wrong ones before', async () => {
    for (let i = 0; i < 9; i++) await wrong();
    await right();
    await wrong();
    await expect(right()).rejects.toMatchObject(limited);
  });

  it('admits no more than ten at once', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => wrong()));
    expect(results.filter((code) => code === 'second_factor_wrong').length).toBeLessThanOrEqual(10);
    expect(await wrong()).toBe('too_many_requests');
  });
});
