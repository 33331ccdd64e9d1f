import { Injectable } from '@nestjs/common';
import { commonErrors, ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { later } from '../limits/reservation.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { MailLinksService, VALID_FOR_MS } from '../links/mail-links.service.js';
import { LinkMails } from '../mails/link-mails.js';
import { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import { AccountAudit } from '../ports/account-audit.js';
import { type Account, AccountsDal } from '../ports/accounts.dal.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import type { MailLink } from '../ports/mail-links.dal.js';
import type { Role, StoredUser } from '../ports/users.dal.js';
import { Transactions } from '../ports/transactions.js';
import { logSecurityEvent } from '../security-log.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { ProofsService } from '../sessions/proofs.service.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { normalizeEmail } from '../users/email.js';
import { EmailProofs, type OwnerProof } from './email-proofs.js';
import { maskedEmail } from './masked-email.js';

const SAME_EMAIL = { path: 'email', message: 'must be another one than the present one' };

/**
 * Changes of emails: the new address confirms, and the former one, if it was proven, may undo the change
 * for 7 days.
 */
@Injectable()
export class EmailChangeService {
  constructor(
    private readonly accounts: AccountsDal,
    private readonly owners: EmailProofs,
    private readonly links: MailLinksService,
    private readonly limiter: MailLimiter,
    private readonly mails: LinkMails,
    private readonly endings: SessionEndings,
    private readonly accessTokens: AccessTokensService,
    private readonly factors: FactorsDal,
    private readonly cancellations: DeletionCancellations,
    private readonly proofs: ProofsService,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a link to the new address. The answer does not tell whether it has an account.
   *
   * @throws ServiceError `mails_off`, `validation_failed` for the present address, `email_unverified` for an
   * administrator who has not proven the present one, `too_many_requests`, and as
   * {@link ProofsService.provenUser} does
   */
  async request(caller: Caller, wanted: WantedEmail, client: Client): Promise<void> {
    if (!this.mails.isOn) throw new ServiceError(authErrors.mails_off);
    const user = await this.proofs.provenUser(caller, wanted.password, client);
    assertMayChange(user.role, user.isEmailVerified);
    const email = normalizeEmail(wanted.email);
    if (email === user.email)
      throw new ServiceError(commonErrors.validation_failed, { details: [SAME_EMAIL] });
    const isAdmitted = await this.limiter.spend(email, 'email-change', client);
    if (isAdmitted) {
      const put = () => this.sendLink(user, email, client);
      await this.transactions.transaction('a change of an email', put);
    }
    logSecurityEvent('email_change_requested', user.uniqueId);
  }

  /**
   * Changes the email, by a link that the new address got. All other links of the user become invalid.
   * The one who uses it must be the user: the new address may be that of a stranger.
   *
   * @throws ServiceError `link_invalid`, `email_taken`, `proof_required`, `invalid_credentials`, `email_unverified`
   */
  async complete(link: MailLink, proof: OwnerProof, client: Client): Promise<void> {
    const owner = found(await this.accounts.find(link.userId));
    await this.owners.assertOwner(owner, proof, client);
    await this.transactions.transaction('a change of an email', async () => {
      const account = await this.use(link);
      assertMayChange(account.role, account.emailVerifiedAt !== null);
      const isUndoable = await this.isUndoable(account, link.email!);
      await this.change(account, link.email!, isUndoable);
      await this.audit.add(ownEntry('email_changed', account, client));
      if (isUndoable) await this.offerUndo(account, link.email!);
    });
    logSecurityEvent('email_changed', owner.uniqueId);
  }

  /**
   * Restores the former email, ends all sessions and access tokens, and removes the password, and the
   * second factors that were set up since 7 days before the change. A planned deletion is cancelled. A mail to
   * the restored address has a link to choose a new password.
   *
   * @throws ServiceError `link_invalid`, `email_taken`
   */
  async undo(token: string, client: Client): Promise<void> {
    const link = await this.links.find(['email-undo'], token);
    const owner = found(await this.accounts.find(link.userId));
    await this.endings.endEarlier(owner, undefined, async () => {
      const account = await this.use(link);
      await this.restore(account, link.email!);
      await this.accounts.removePassword(account.id);
      await this.accessTokens.deleteAllOf(account.id);
      await this.factors.removeMadeSince(account.id, suspectSince(link));
      await this.audit.add(ownEntry('email_restored', account, client));
      const restored = { ...account, email: link.email! };
      await this.cancellations.byOwner(restored, client);
      // It would be of no use to a user who is disabled.
      if (!account.disabledAt) await this.mails.send('password-reset', restored);
    });
    logSecurityEvent('email_restored', owner.uniqueId);
  }

  private async sendLink(user: StoredUser, email: string, client: Client): Promise<void> {
    if (!(await this.mails.send('email-change', { ...user, email }))) return;
    await this.audit.add(ownEntry('email_change_requested', user, client));
  }

  /** Uses a link, and all others of its user: none of them is valid any more. */
  private async use(link: MailLink): Promise<Account> {
    const account = found(await this.accounts.lock(link.userId));
    await this.links.consume(link);
    await this.links.removeOf(account.id);
    return account;
  }

  /**
   * Whether the present address may undo a change: if it was proven, and the user does not return to an
   * address that may undo earlier changes. That one has priority, and needs its link no more.
   */
  private async isUndoable({ id, emailVerifiedAt }: Account, to: string): Promise<boolean> {
    const isReturn = await this.links.removeUndo(id, to);
    return emailVerifiedAt !== null && !isReturn;
  }

  private async change({ id, email: from }: Account, to: string, isUndoable: boolean) {
    const at = this.clock.now();
    const reservedUntil = isUndoable ? later(at, VALID_FOR_MS['email-undo']) : undefined;
    assertFree(await this.accounts.changeEmail({ id, from, to, at, reservedUntil }));
  }

  private async restore({ id, email: from }: Account, to: string): Promise<void> {
    assertFree(await this.accounts.changeEmail({ id, from, to, at: this.clock.now() }));
  }

  private async offerUndo(account: Account, newEmail: string): Promise<void> {
    const data = { at: this.clock.now().toISOString(), newAddress: maskedEmail(newEmail) };
    await this.mails.send('email-undo', account, data);
  }
}

/** A new email, and perhaps the password as proof. */
export interface WantedEmail {
  email: string;
  password?: string | undefined;
}

function found(account: Account | undefined): Account {
  if (!account) throw new ServiceError(authErrors.link_invalid);
  return account;
}

function assertFree(isFree: boolean): void {
  if (!isFree) throw new ServiceError(authErrors.email_taken);
}

/**
 * A role was meant for the owner of the address. Another person who has registered it must not take the role to an
 * address of their own.
 */
function assertMayChange(role: Role, isProven: boolean): void {
  if (role === 'admin' && !isProven) throw new ServiceError(authErrors.email_unverified);
}

/**
 * A thief may have set up a factor before changing the email. Of factors from before that time the user has
 * got a notice at the former address.
 */
function suspectSince({ expiresAt }: MailLink): Date {
  return later(expiresAt, -2 * VALID_FOR_MS['email-undo']);
}
