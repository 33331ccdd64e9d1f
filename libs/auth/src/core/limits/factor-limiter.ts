import { Injectable } from '@nestjs/common';
import { isServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { Audited } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { FailureCounter } from '../failure-counter.js';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { DailyFactorLimit } from './daily-factor-limit.js';
import { LimitKeys } from './limit-keys.js';
import { LimitPolicy } from './limit-policy.js';
import { type Admission, countUpTo } from './reservation.js';
import { refuse } from './too-many.js';

const { second_factor_wrong, passkey_refused, passkey_copied } = factorErrors;

/**
 * Limits wrong second factors of an account: one count for all kinds, logins in progress and proofs. Only
 * who has the password or a session gets here, so that a stranger locks no account.
 */
@Injectable()
export class FactorLimiter {
  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly keys: LimitKeys,
    private readonly day: DailyFactorLimit,
    private readonly failures: FailureCounter,
    private readonly clock: Clock,
  ) {}

  /**
   * Does work that checks a second factor, unless the limit is reached. Not within a transaction: the
   * count of a wrong one stays when the transaction of the work is undone.
   *
   * @param client the mail to the owner names it, if the limit of a day is reached
   * @param work rejects with the code of a wrong factor if it is wrong
   * @throws ServiceError `too_many_requests`, whether or not the factor is right; what `work` throws
   */
  async spend<T>(user: Audited, client: Client, work: () => Promise<T>): Promise<T> {
    const admission = await this.admit(user);
    if (admission instanceof Date) {
      logSecurityEvent('second_factor_limited', user.uniqueId);
      await this.day.tell(user, client); // unless the one that reached the limit has done so
      return refuse('wrong second factors', admission, this.clock.now(), this.policy);
    }
    let isWrong = false;
    try {
      return await work();
    } catch (error) {
      isWrong = isServiceError(error, second_factor_wrong, passkey_refused, passkey_copied);
      if (isWrong) this.note(user);
      throw error;
    } finally {
      await admission.release(isWrong ? false : undefined);
      if (isWrong) await this.day.tell(user, client);
    }
  }

  private note(user: Audited): void {
    logSecurityEvent('second_factor_failed', user.uniqueId);
    this.failures.count(user, 'second_factor_failed');
  }

  /** By both limits. One that is refused prolongs neither. */
  private async admit(user: Audited): Promise<Admission> {
    const ofDay = await this.day.admit(user);
    if (ofDay instanceof Date) return ofDay;
    const key = this.keys.secondFactors(user.uniqueId);
    const ofNow = await countUpTo(this.counters, key, this.policy.factors, this.clock);
    if (ofNow instanceof Date) {
      await ofDay.release(undefined);
      return ofNow;
    }
    return {
      release: async (isRight) => {
        await ofDay.release(isRight);
        await ofNow.release(isRight);
      },
    };
  }
}
