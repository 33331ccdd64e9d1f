import { Injectable, Logger } from '@nestjs/common';
import { reasonOf } from '#glue/errors';
import type { Audited } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { PasswordNotice } from '../passwords/password-notice.js';
import { LimitCountersDal } from '../ports/limit-counters.dal.js';
import { UsersDal } from '../ports/users.dal.js';
import { LimitKeys } from './limit-keys.js';
import { LimitPolicy } from './limit-policy.js';
import { type Admission, countUpTo, type Reservation, takeBack } from './reservation.js';

/**
 * Limits the wrong second factors of an account within a day. Who reaches the limit knows the password or has a
 * session, so that the owner gets a mail; a new password by a link ends the limit, and a passkey alone never meets it.
 */
@Injectable()
export class DailyFactorLimit {
  private readonly logger = new Logger(DailyFactorLimit.name);

  constructor(
    private readonly counters: LimitCountersDal,
    private readonly policy: LimitPolicy,
    private readonly keys: LimitKeys,
    private readonly users: UsersDal,
    private readonly notice: PasswordNotice,
    private readonly clock: Clock,
  ) {}

  admit({ uniqueId }: Audited): Promise<Admission> {
    const key = this.keys.secondFactorsOfDay(uniqueId, 'wrong');
    return countUpTo(this.counters, key, this.policy.factorsOfDay, this.clock);
  }

  /** Sends the owner a mail if the limit is reached, once a day. A failure is logged: the next try sends it. */
  async tell(user: Audited, client: Client): Promise<void> {
    await this.withoutFailing('a mail about wrong second factors could not be sent', async () => {
      if (!(await this.isReached(user))) return;
      const first = await this.admitOnce(user, 'told');
      if (!(first instanceof Date)) await this.send(user, client, first);
    });
  }

  /**
   * Begins a new count for a user who has a new password by a link: the one who has used it up does not know that.
   * Once a day, so that a thief of the mailbox gets few more tries. A failure is logged: the password is set.
   */
  async forgive(user: Audited): Promise<void> {
    await this.withoutFailing('a new count of wrong second factors could not begin', async () => {
      if (!(await this.isReached(user))) return;
      if ((await this.admitOnce(user, 'forgiven')) instanceof Date) return;
      const [key, now] = [this.keys.secondFactorsOfDay(user.uniqueId, 'wrong'), this.clock.now()];
      const [wrong] = await this.counters.read([key], now);
      await takeBack(this.counters, [{ key, by: wrong!.count, until: wrong!.until }], now);
    });
  }

  private async send(user: Audited, client: Client, first: Reservation): Promise<void> {
    try {
      const owner = await this.users.findByUniqueId(user.uniqueId);
      if (owner) await this.notice.send(owner, client, 'second-factor-limited');
    } catch (error) {
      await first.release(undefined);
      throw error;
    }
  }

  private async withoutFailing(what: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error) => this.logger.warn(`${what}: ${reasonOf(error)}`));
  }

  private async isReached({ uniqueId }: Audited): Promise<boolean> {
    const key = this.keys.secondFactorsOfDay(uniqueId, 'wrong');
    const [current] = await this.counters.read([key], this.clock.now());
    return current!.count >= this.policy.factorsOfDay.max;
  }

  private admitOnce({ uniqueId }: Audited, what: 'told' | 'forgiven'): Promise<Admission> {
    const key = this.keys.secondFactorsOfDay(uniqueId, what);
    return countUpTo(this.counters, key, this.policy.onceADay, this.clock);
  }
}
