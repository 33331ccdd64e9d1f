import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { commonErrors, ServiceError } from '#glue/errors';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { factorErrors } from '../../factor.errors.js';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import type { FailureCounter } from '../failure-counter.js';
import { FactorLimiter } from './factor-limiter.js';
import type { PasswordNotice } from '../passwords/password-notice.js';
import type { StoredUser, UsersDal } from '../ports/users.dal.js';
import { DailyFactorLimit } from './daily-factor-limit.js';
import { LimitKeys } from './limit-keys.js';
import { limitPolicy } from './limit-policy.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLIENT = { network: '192.0.2.0', address: '192.0.2.7', hasDisconnected: () => false };

describe('FactorLimiter', () => {
  let now: Date;
  let counted: number;
  let limiter: FactorLimiter;
  let day: DailyFactorLimit;
  let mails: string[];
  let fails: boolean;
  const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  beforeEach(() => {
    now = new Date('2026-01-01T00:00:00Z');
    const keys = new LimitKeys(new HmacKeyedHash('x'.repeat(32)));
    const clock = { now: () => now };
    counted = 0;
    const failures = { count: () => void counted++ } as Partial<FailureCounter> as FailureCounter;
    const counters = new MemoryLimitCountersDal();
    const policy = limitPolicy(false, 0);
    [mails, fails] = [[], false];
    const users: Partial<UsersDal> = {
      findByUniqueId: async (uniqueId) => ({ uniqueId }) as StoredUser,
    };
    const notice: Partial<PasswordNotice> = {
      send: async ({ uniqueId }, { address }, template) => {
        if (fails) throw new Error('no database');
        mails.push(`${template} to ${uniqueId} about ${address}`);
      },
    };
    day = new DailyFactorLimit(
      ...([counters, policy, keys, users as UsersDal, notice as PasswordNotice, clock] as const),
    );
    limiter = new FactorLimiter(counters, policy, keys, day, failures, clock);
    log.mockClear();
  });
  afterAll(() => log.mockRestore());

  const right = (user = 'u-1') =>
    limiter.spend({ id: 1, uniqueId: user }, CLIENT, async () => 'in');
  const failing = (error: Error, user = 'u-1') =>
    limiter
      .spend({ id: 1, uniqueId: user }, CLIENT, async () => {
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

  describe('within a day', () => {
    const MAIL = 'second-factor-limited to u-1 about 192.0.2.7';
    const pass = (ms: number) => void (now = new Date(now.getTime() + ms));
    /** Wrong ones, as many as the limit of 15 minutes admits. */
    const tryAll = async (count: number) => {
      for (let i = 0; i < count; i++) {
        if (i > 0 && i % 10 === 0) pass(15 * MINUTE);
        expect(await wrong()).toBe('second_factor_wrong');
      }
      pass(15 * MINUTE);
    };

    it('refuses the right one after thirty wrong ones, until a day after the first', async () => {
      await tryAll(30);
      await expect(right()).rejects.toMatchObject({
        message: 'Too many wrong second factors. Try again in 24 hours.',
        retryAfterSeconds: 24 * 3_600 - 45 * 60,
      });
      expect(log).toHaveBeenCalledWith({ event: 'second_factor_limited', user: 'u-1' });
      await expect(right('u-2')).resolves.toBe('in');
      pass(23 * HOUR + 15 * MINUTE - 1);
      expect(await wrong()).toBe('too_many_requests');
      pass(1);
      await expect(right()).resolves.toBe('in');
    });

    it('tells the owner once, when the limit is reached', async () => {
      await tryAll(29);
      expect(mails).toEqual([]);
      await tryAll(1);
      for (let i = 0; i < 5; i++) await wrong();
      expect(mails).toEqual([MAIL]);
      pass(24 * HOUR);
      await tryAll(30);
      expect(mails).toEqual([MAIL, MAIL]);
    });

    it('tells the owner once of many at once', async () => {
      await tryAll(20);
      await Promise.all(Array.from({ length: 30 }, () => wrong()));
      expect(mails).toEqual([MAIL]);
    });

    it('answers the same if the mail fails, and sends it later', async () => {
      const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      await tryAll(29);
      fails = true;
      expect(await wrong()).toBe('second_factor_wrong');
      expect(warn).toHaveBeenCalledTimes(1);
      warn.mockRestore();
      fails = false;
      expect(await wrong()).toBe('too_many_requests');
      expect(mails).toEqual([MAIL]);
    });

    it('gives the tries back for a new password, once', async () => {
      const forgive = () => day.forgive({ id: 1, uniqueId: 'u-1' });
      await tryAll(29);
      await forgive();
      await tryAll(1);
      expect(await wrong()).toBe('too_many_requests');
      await forgive();
      await expect(right()).resolves.toBe('in');
      await tryAll(30);
      await forgive();
      await expect(right()).rejects.toMatchObject({ code: 'too_many_requests' });
      expect(mails).toEqual([MAIL]);
    });

    it('does not use tries of the day up that the limit of 15 minutes refuses', async () => {
      for (let i = 0; i < 40; i++) await wrong();
      pass(15 * MINUTE);
      await tryAll(20);
      expect(await wrong()).toBe('too_many_requests');
    });
  });
});
