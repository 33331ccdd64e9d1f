import { Injectable } from '@nestjs/common';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { LimitKeys } from './limit-keys.js';
import { type Limit, LimitPolicy } from './limit-policy.js';
import { countAhead, countOnce } from './reservation.js';
import { refuse } from './too-many.js';

/** Limits the mails that clients ask for, whether or not their recipients have accounts. */
@Injectable()
export class MailLimiter {
  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly keys: LimitKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a mail.
   *
   * @param email in the form in which it is compared
   * @throws ServiceError `too_many_requests`
   */
  async spend(email: string, { network }: Client): Promise<void> {
    const { mailsFrom, mailsTo } = this.policy;
    await this.count('mails asked for from this address', this.keys.mailsFrom(network), mailsFrom);
    await this.count('mails to this address', this.keys.mailsTo(email), mailsTo);
  }

  private async count(what: string, key: number, limit: Limit): Promise<void> {
    const now = this.clock.now();
    const [before] = await this.counters.read([key], now);
    const isFull = before!.count >= limit.max;
    const change = countOnce(key, limit, before!, now);
    const admission = isFull
      ? before!.until
      : await countAhead(this.counters, change, limit.max, this.clock);
    if (admission instanceof Date) await refuse(what, admission, this.clock.now(), this.policy);
  }
}
