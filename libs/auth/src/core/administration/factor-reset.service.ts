import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { factorErrors } from '../../factor.errors.js';
import { adminEntry } from '../audit-entries.js';
import { Clock } from '../clock.js';
import { AccountMails } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import { AccountAudit } from '../ports/account-audit.js';
import type { AdministeredUser } from '../ports/administration/administered-users.dal.js';
import { BEGINNING, FactorsDal } from '../ports/factors/factors.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import type { Performer } from './performer.js';

/** Removes the second factors of users who have lost them. */
@Injectable()
export class FactorResetService {
  constructor(
    private readonly factors: FactorsDal,
    private readonly endings: SessionEndings,
    private readonly mails: AccountMails,
    private readonly pages: PublicLinks,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Removes apps, passkeys and recovery codes, and ends all sessions. The user gets a mail, if mails are sent.
   *
   * @throws ServiceError `user_not_found` if the user was deleted meanwhile; `last_way_in` for one without a
   * password, who could not get one without mails
   */
  async reset(user: AdministeredUser, { actor }: Performer): Promise<void> {
    await this.endings.endEarlier(user, undefined, async () => {
      const ways = await this.factors.lock(user.id);
      if (!ways) throw new ServiceError(authKernelErrors.user_not_found);
      if (!ways.hasPassword && !this.mails.isOn) throw new ServiceError(factorErrors.last_way_in);
      await this.factors.removeMadeSince(user.id, BEGINNING);
      await this.audit.add(adminEntry('factors_reset', user, actor));
      await this.tell(user);
    });
    logSecurityEvent('factors_reset', user.uniqueId, actor);
  }

  private async tell({ id: userId, uniqueId, email: to }: AdministeredUser): Promise<void> {
    if (!this.mails.isOn) return;
    const data = { at: this.clock.now().toISOString(), link: this.pages.link('/') };
    await this.mails.send({ template: 'second-factor-reset', to, userId, uniqueId, data });
  }
}
