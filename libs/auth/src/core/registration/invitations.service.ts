import { Injectable } from '@nestjs/common';
import { hashOfLinkToken, newLinkToken } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { Clock } from '../clock.js';
import { later } from '../limits/reservation.js';
import {
  type AuditAction,
  type Audited,
  OPERATOR,
  operatorEntry,
  ownEntry,
} from '../audit-entries.js';
import type { Client } from '../client.js';
import { AccountAudit } from '../ports/account-audit.js';
import { AccountMails } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import { type Invitation, InvitationsDal } from '../ports/administration/invitations.dal.js';
import { Transactions } from '../ports/transactions.js';
import { UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { normalizeEmail } from '../users/email.js';
import { RegistrationPolicy } from './registration-policy.js';

const DAY_MS = 24 * 3_600_000;
const VALID_FOR_MS = 7 * DAY_MS;
/** The page on which people register. */
const PAGE = '/register';

/** How much of the hash of a token names its invitation in the audit, which has no emails. */
const REFERENCE_LENGTH = 12;

/** Who invites: an administrator, or an operator at a terminal. */
export type Inviter = { user: Audited; client: Client } | typeof OPERATOR;

/** A new invitation. Its link is known this once. */
export interface NewInvitation {
  email: string;
  link: string;
  expiresAt: Date;
  /** Whether the link was also put into a mail. */
  isMailed: boolean;
}

/** Invites people to register, and decides who may. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly policy: RegistrationPolicy,
    private readonly invitations: InvitationsDal,
    private readonly users: UsersDal,
    private readonly mails: AccountMails,
    private readonly pages: PublicLinks,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Invites an email, for 7 days and one registration. An earlier invitation of it becomes invalid.
   *
   * @throws ServiceError `registration_closed`, `email_taken`, `links_off`
   */
  async create(given: string, by: Inviter): Promise<NewInvitation> {
    if (this.policy.mode === 'closed') throw new ServiceError(authErrors.registration_closed);
    const [email, token] = [normalizeEmail(given), newLinkToken()];
    const expiresAt = later(this.clock.now(), VALID_FOR_MS);
    const link = this.pages.link(PAGE, token);
    const createdBy = by === OPERATOR ? OPERATOR : by.user.uniqueId;
    await this.transactions.transaction('an invitation', async () => {
      if (await this.users.findByEmail(email)) throw new ServiceError(authErrors.email_taken);
      const invitation = { email, tokenHash: hashOfLinkToken(token), createdBy, expiresAt };
      const earlier = await this.invitations.put(invitation);
      if (earlier && earlier.expiresAt > this.clock.now()) {
        await this.note('invitation_withdrawn', earlier, by);
      }
      await this.note('invitation_created', invitation, by);
      await this.mails.send({ template: 'invitation', to: email, secrets: { link } });
    });
    logSecurityEvent('invitation_created', undefined, createdBy);
    return { email, link, expiresAt, isMailed: this.mails.isOn };
  }

  /**
   * The invitation by which this email may register; `undefined` if it needs none and has none.
   *
   * @throws ServiceError `registration_closed`, `invitation_required`, `invitation_invalid`
   */
  async admit(email: string, token: string | undefined): Promise<Invitation | undefined> {
    const { mode } = this.policy;
    if (mode === 'closed') throw new ServiceError(authErrors.registration_closed);
    if (token === undefined) {
      if (mode === 'open') return undefined;
      throw new ServiceError(authErrors.invitation_required);
    }
    const found = await this.invitations.find(hashOfLinkToken(token));
    const isValid = found && found.email === email && found.expiresAt > this.clock.now();
    if (!isValid) throw new ServiceError(authErrors.invitation_invalid);
    return found;
  }

  /**
   * Uses an invitation for a new user, in the open transaction.
   *
   * @throws ServiceError `invitation_invalid` if another request was faster
   */
  async consume(invitation: Invitation, user: Audited, client: Client): Promise<void> {
    if (!(await this.invitations.consume(invitation.tokenHash))) {
      throw new ServiceError(authErrors.invitation_invalid);
    }
    await this.note('invitation_used', invitation, { user, client });
  }

  private async note(action: AuditAction, { tokenHash }: Invitation, by: Inviter): Promise<void> {
    const entry = by === OPERATOR ? operatorEntry(action) : ownEntry(action, by.user, by.client);
    await this.audit.add({
      ...entry,
      object: `invitation:${tokenHash.slice(0, REFERENCE_LENGTH)}`,
    });
  }
}
