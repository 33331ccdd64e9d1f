import { Injectable } from '@nestjs/common';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import type { LinkPurpose } from '../ports/mail-links.dal.js';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { LimitKeys } from './limit-keys.js';
import { type Limit, LimitPolicy } from './limit-policy.js';
import { countUpTo } from './reservation.js';
import { refuse } from './too-many.js';

/**
 * Limits the mails that clients ask for, whether or not their recipients have accounts, and the changes that users
 * make of their accounts: most send a mail, and each adds to the audit.
 */
@Injectable()
export class MailLimiter {
  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly keys: LimitKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a mail that a client without a session asks for.
   *
   * @param email in the form in which it is compared
   * @param purpose each has its own limit: who uses up one kind of mails does not keep others from a person
   * @returns whether the recipient may get one more. The client must not learn it: others may have asked
   * for mails
   * @throws ServiceError `too_many_requests` for the client's address
   */
  async spend(email: string, purpose: LinkPurpose, { network }: Client): Promise<boolean> {
    const { mailsFrom, mailsTo } = this.policy;
    await this.admit('mails asked for from this address', this.keys.mailsFrom(network), mailsFrom);
    return !(await this.count(this.keys.mailsTo(email, purpose), mailsTo));
  }

  /**
   * Counts a change that a user makes of the own account. Changes of the profile need no proof and offers of an
   * app change nothing yet: each of the two counts separately, so that it does not keep the owner from a new
   * password.
   *
   * @throws ServiceError `too_many_requests`
   */
  async spendOn(
    { uniqueId }: { uniqueId: string },
    of: 'account' | 'profile' | 'offers' = 'account',
  ): Promise<void> {
    const key = this.keys.mailsFrom(`${of} ${uniqueId}`);
    await this.admit('changes of this account', key, this.policy.mailsFrom);
  }

  private async admit(what: string, key: number, limit: Limit): Promise<void> {
    const until = await this.count(key, limit);
    if (until) await refuse(what, until, this.clock.now(), this.policy);
  }

  /** @returns until when the limit is reached; `undefined` if it is not */
  private async count(key: number, limit: Limit): Promise<Date | undefined> {
    const admission = await countUpTo(this.counters, key, limit, this.clock);
    return admission instanceof Date ? admission : undefined;
  }
}
