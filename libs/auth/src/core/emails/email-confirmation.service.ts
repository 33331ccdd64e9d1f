import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { Deferred } from '../deferred.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { LinkMails } from '../mails/link-mails.js';
import { AccountAudit } from '../ports/account-audit.js';
import { type Account, AccountsDal } from '../ports/accounts.dal.js';
import type { MailLink } from '../ports/mail-links.dal.js';
import { Transactions } from '../ports/transactions.js';
import { UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { PasswordNotice, type Recipient } from '../passwords/password-notice.js';
import { NewPasswords } from '../passwords/new-passwords.js';
import { normalizeEmail } from '../users/email.js';
import { FirstProof } from './first-proof.js';
import { EmailProofs, type OwnerProof } from './email-proofs.js';

/** What shows that the one who confirms an email is the one who has registered it. */
export interface Proof extends OwnerProof {
  /** Instead of a proof: it replaces the password. */
  newPassword?: string | undefined;
}

/** Proofs of emails: a link in a mail to the address of the account. */
@Injectable()
export class EmailConfirmationService {
  constructor(
    private readonly users: UsersDal,
    private readonly accounts: AccountsDal,
    private readonly links: MailLinksService,
    private readonly limiter: MailLimiter,
    private readonly mails: LinkMails,
    private readonly deferred: Deferred,
    private readonly proofs: EmailProofs,
    private readonly passwords: NewPasswords,
    private readonly endings: SessionEndings,
    private readonly firstProof: FirstProof,
    private readonly notice: PasswordNotice,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a link to the user with this email, if there is one who has not proven it. The answer is the
   * same otherwise, and takes the same time.
   *
   * @throws ServiceError `mails_off`, `too_many_requests`, `too_busy`
   */
  async request(given: string, client: Client): Promise<void> {
    if (!this.mails.isOn) throw new ServiceError(authErrors.mails_off);
    const email = normalizeEmail(given);
    const isAdmitted = await this.limiter.spend(email, 'email-confirm', client);
    if (isAdmitted) this.deferred.run('a mail that confirms an email', () => this.sendTo(email));
  }

  /** Sends a link, in the open transaction. */
  async send(user: Recipient): Promise<void> {
    if (this.mails.isOn) await this.mails.send('email-confirm', user);
  }

  /**
   * Notes that an email is proven. The first proof ends what was made before it, except the session that
   * confirms it: another person may have registered this address.
   *
   * @throws ServiceError `link_invalid`; `proof_required`, `invalid_credentials`, `password_guessable`
   * for the first proof
   */
  async confirm(link: MailLink, proof: Proof, client: Client): Promise<void> {
    const account = await this.accounts.find(link.userId);
    const isOwn = account?.email === link.email && !account?.disabledAt;
    if (!account || !isOwn) throw new ServiceError(authErrors.link_invalid);
    const verify = () => this.verify(link, account, client);
    if (account.emailVerifiedAt) await this.transactions.transaction('a proof of an email', verify);
    else await this.confirmFirst(account, proof, verify, client);
    logSecurityEvent('email_confirmed', account.uniqueId);
  }

  private async sendTo(email: string): Promise<void> {
    const user = await this.users.findByEmail(email);
    if (!user || user.disabledAt || user.isEmailVerified) return;
    await this.transactions.transaction('a link to confirm an email', () => this.send(user));
  }

  /**
   * The one who confirms must know the password, or choose a new one: that of another person, who has
   * registered this address, is gone then.
   */
  private async confirmFirst(
    account: Account,
    { newPassword, ...proof }: Proof,
    verify: () => Promise<void>,
    client: Client,
  ): Promise<void> {
    if (newPassword === undefined) {
      if (needsNewPassword(account)) throw new ServiceError(authErrors.proof_required);
      await this.proofs.assertOwner(account, proof, client);
    }
    const hash = newPassword && (await this.passwords.hashNew(newPassword, account, client));
    // With a new password, the session in this browser may be that of the other person.
    await this.endings.endEarlier(account, hash ? undefined : proof.ownChain, async () => {
      await this.accounts.lock(account.id);
      await verify();
      if (hash) await this.setPassword(account, hash, client);
      await this.firstProof.removeEarlier(account, client);
    });
  }

  private async setPassword(account: Account, hash: string, client: Client): Promise<void> {
    await this.users.setPassword(account.id, hash);
    await this.audit.add(ownEntry('password_reset', account, client));
    await this.notice.send(account, client);
  }

  private async verify(link: MailLink, account: Account, client: Client): Promise<void> {
    // The user first, as all changes lock it before its links.
    const isVerified = await this.accounts.verifyEmail(account.id, account.email, this.clock.now());
    if (!isVerified) throw new ServiceError(authErrors.link_invalid);
    await this.links.consume(link);
    await this.audit.add(ownEntry('email_confirmed', account, client));
  }
}

/**
 * Passkeys are removed: without a password there would be no way in. And a role was meant for the owner of the
 * address: a password or a session of another person, who has registered it, must not keep that role.
 */
function needsNewPassword({ hasPassword, role }: Account): boolean {
  return !hasPassword || role === 'admin';
}
