import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import { anyonesEntry, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { FirstProof } from '../emails/first-proof.js';
import { Deferred } from '../deferred.js';
import { DailyFactorLimit } from '../limits/daily-factor-limit.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { LinkMails } from '../mails/link-mails.js';
import { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import { AccountsDal } from '../ports/accounts.dal.js';
import { AccountAudit } from '../ports/account-audit.js';
import { Transactions } from '../ports/transactions.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { normalizeEmail } from '../users/email.js';
import { NewPasswords } from './new-passwords.js';
import { PasswordNotice } from './password-notice.js';

/** A new password for those who have forgotten theirs, by a link in a mail. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly users: UsersDal,
    private readonly links: MailLinksService,
    private readonly limiter: MailLimiter,
    private readonly mails: LinkMails,
    private readonly deferred: Deferred,
    private readonly passwords: NewPasswords,
    private readonly endings: SessionEndings,
    private readonly notice: PasswordNotice,
    private readonly accounts: AccountsDal,
    private readonly accessTokens: AccessTokensService,
    private readonly firstProof: FirstProof,
    private readonly cancellations: DeletionCancellations,
    private readonly factorLimit: DailyFactorLimit,
    private readonly clock: Clock,
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
    const isAdmitted = await this.limiter.spend(email, 'password-reset', client);
    if (isAdmitted) this.deferred.run('the mail of a reset', () => this.send(email, client));
  }

  /**
   * Sets a new password by the token of a link, ends all sessions and access tokens of the user, and cancels
   * a planned deletion. It does not log in.
   *
   * @throws ServiceError `link_invalid`, `password_guessable`, `too_busy`
   */
  async complete(token: string, password: string, client: Client): Promise<void> {
    const link = await this.links.find(['password-reset'], token);
    const [user] = await this.users.findByIds([link.userId]);
    // An address that is not the user's any more may have got the link, if it was asked for before.
    const isOwn = user?.email === link.email || link.email === undefined;
    if (!user || user.disabledAt || !isOwn) throw new ServiceError(authErrors.link_invalid);
    const hash = await this.passwords.hashNew(password, user, client);
    await this.endings.endEarlier(user, undefined, async () => {
      // The user first, as all changes lock it before what belongs to it.
      await this.accounts.lock(user.id);
      await this.users.setPassword(user.id, hash);
      await this.links.consume(link);
      await this.links.removeOf(user.id);
      await this.accounts.verifyEmail(user.id, user.email, this.clock.now());
      await this.accessTokens.deleteAllOf(user.id);
      if (!user.isEmailVerified) await this.firstProof.removeFactors(user, client);
      await this.audit.add(ownEntry('password_reset', user, client));
      await this.cancellations.byOwner(user, client);
      await this.notice.send(user, client);
    });
    await this.factorLimit.forgive(user);
    logSecurityEvent('password_reset', user.uniqueId);
  }

  private async send(email: string, client: Client): Promise<void> {
    const user = await this.users.findByEmail(email);
    logSecurityEvent('password_reset_requested', user?.uniqueId);
    if (!user || user.disabledAt) return;
    await this.transactions.transaction('a password reset', () => this.put(user, client));
  }

  private async put(user: StoredUser, client: Client): Promise<void> {
    if (!(await this.mails.send('password-reset', user))) return;
    await this.audit.add(anyonesEntry('password_reset_requested', user, client));
  }
}
