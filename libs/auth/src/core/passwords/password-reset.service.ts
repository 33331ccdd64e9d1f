import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Deferred } from '../deferred.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { AccountMails } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import { AccountAudit } from '../ports/account-audit.js';
import { PasswordHasher } from '../ports/password-hasher.js';
import { Transactions } from '../ports/transactions.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { normalizeEmail } from '../users/email.js';
import { PasswordNotice } from './password-notice.js';
import { PasswordPolicy } from './password-policy.js';

/** The page on which people choose a new password. */
const PAGE = '/reset-password';

/** A new password for those who have forgotten theirs, by a link in a mail. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly users: UsersDal,
    private readonly links: MailLinksService,
    private readonly limiter: MailLimiter,
    private readonly mails: AccountMails,
    private readonly pages: PublicLinks,
    private readonly deferred: Deferred,
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
    private readonly endings: SessionEndings,
    private readonly notice: PasswordNotice,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * Sends a link to the user with this email, if there is one who is not disabled. The answer is the
   * same otherwise, and takes the same time.
   *
   * @throws ServiceError `mails_off`, `too_many_requests`, `too_busy`
   */
  async request(given: string, client: Client): Promise<void> {
    if (!this.mails.isOn) throw new ServiceError(authErrors.mails_off);
    const email = normalizeEmail(given);
    await this.limiter.spend(email, client);
    this.deferred.run('the mail of a password reset', () => this.send(email, client));
  }

  /**
   * Sets a new password by the token of a link, and ends all sessions of the user. It does not log in.
   *
   * @throws ServiceError `link_invalid`, `password_guessable`, `too_busy`
   */
  async complete(token: string, password: string, client: Client): Promise<void> {
    const link = await this.links.find('password-reset', token);
    const [user] = await this.users.findByIds([link.userId]);
    if (!user || user.disabledAt) throw new ServiceError(authErrors.link_invalid);
    await this.policy.assertAllowed(password, user.email);
    const hash = await this.hasher.hash(password, { ...client, account: user.email });
    await this.endings.endEarlier(user, undefined, async () => {
      await this.links.consume(link);
      await this.links.removeOf(user.id);
      await this.users.setPassword(user.id, hash);
      await this.audit.add(ownEntry('password_reset', user, client));
      await this.notice.send(user, client);
    });
    logSecurityEvent('password_reset', user.uniqueId);
  }

  private async send(email: string, client: Client): Promise<void> {
    const user = await this.users.findByEmail(email);
    logSecurityEvent('password_reset_requested', user?.uniqueId);
    if (!user || user.disabledAt) return;
    await this.transactions.transaction('a password reset', () => this.put(user, client));
  }

  private async put(user: StoredUser, client: Client): Promise<void> {
    const token = await this.links.create('password-reset', user.id);
    await this.audit.add(ownEntry('password_reset_requested', user, client));
    const { id: userId, uniqueId, email: to } = user;
    const secrets = { link: this.pages.link(PAGE, token) };
    await this.mails.send({ template: 'password-reset', to, userId, uniqueId, secrets });
  }
}
