import { Injectable } from '@nestjs/common';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { Clock } from '../clock.js';
import { logSecurityEvent } from '../security-log.js';
import type { Client } from '../client.js';
import { countUpTo } from './reservation.js';
import { LimitKeys } from './limit-keys.js';
import { LimitPolicy } from './limit-policy.js';
import { refuse } from './too-many.js';

/** Limits the registrations from one address. */
@Injectable()
export class RegistrationLimiter {
  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly keys: LimitKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` unless the limit is reached. A taken email counts too, because it reveals who is
   * registered; other failures do not count.
   *
   * @throws ServiceError `too_many_requests`
   */
  async spend<T>({ network }: Client, work: () => Promise<T>): Promise<T> {
    const { registrations } = this.policy;
    const key = this.keys.registrations(network);
    const admission = await countUpTo(this.counters, key, registrations, this.clock);
    if (admission instanceof Date) return this.refuse(admission);
    try {
      return await work();
    } catch (error) {
      await admission.release(undefined);
      throw error;
    }
  }

  private refuse(until: Date): Promise<never> {
    logSecurityEvent('registration_limited');
    return refuse('registrations from this address', until, this.clock.now(), this.policy);
  }
}
