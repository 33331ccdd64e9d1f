import { Injectable } from '@nestjs/common';
import { isServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import type { Audited } from '../audit-entries.js';
import { Clock } from '../clock.js';
import { FailureCounter } from '../failure-counter.js';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { LimitKeys } from './limit-keys.js';
import { LimitPolicy } from './limit-policy.js';
import { type Admission, countAhead, countOnce } from './reservation.js';
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
    private readonly failures: FailureCounter,
    private readonly clock: Clock,
  ) {}

  /**
   * Does work that checks a second factor, unless the limit is reached. Not within a transaction: the
   * count of a wrong one stays when the transaction of the work is undone.
   *
   * @param work rejects with the code of a wrong factor if it is wrong
   * @throws ServiceError `too_many_requests`, whether or not the factor is right; what `work` throws
   */
  async spend<T>(user: Audited, work: () => Promise<T>): Promise<T> {
    const admission = await this.admit(this.keys.secondFactors(user.uniqueId));
    if (admission instanceof Date) {
      logSecurityEvent('second_factor_limited', user.uniqueId);
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
    }
  }

  private note(user: Audited): void {
    logSecurityEvent('second_factor_failed', user.uniqueId);
    this.failures.count(user, 'second_factor_failed');
  }

  /** Counted ahead, so that concurrent tries cannot exceed the limit. A refused one does not prolong it. */
  private async admit(key: number): Promise<Admission> {
    const limit = this.policy.factors;
    const now = this.clock.now();
    const [before] = await this.counters.read([key], now);
    if (before!.count >= limit.max) return before!.until;
    return countAhead(this.counters, countOnce(key, limit, before!, now), limit.max, this.clock);
  }
}
