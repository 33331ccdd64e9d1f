import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { AccessTokensService } from '../access-tokens/access-tokens.service.js';
import { LastAdministrator } from '../administration/last-administrator.js';
import { ownEntry, systemEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { AccountMails } from '../mails/account-mails.js';
import { AccountAudit } from '../ports/account-audit.js';
import { AccountsDal } from '../ports/accounts.dal.js';
import { type DueUser, PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import { Transactions } from '../ports/transactions.js';
import type { StoredUser } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { AccountDeletion } from '../users/account-deletion.js';

/** Deletions some days after their users have asked for them, unless they log in meanwhile. */
@Injectable()
export class PlannedDeletionsService {
  constructor(
    private readonly planned: PlannedDeletionsDal,
    private readonly accounts: AccountsDal,
    private readonly endings: SessionEndings,
    private readonly accessTokens: AccessTokensService,
    private readonly links: MailLinksService,
    private readonly last: LastAdministrator,
    private readonly deletion: AccountDeletion,
    private readonly mails: AccountMails,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans the deletion of an account: all sessions and access tokens, and the links in mails, end now.
   *
   * @throws ServiceError `session_ended` if another request was faster; `last_administrator`
   */
  async plan(user: StoredUser, deletesAt: Date, client: Client): Promise<void> {
    await this.endings.endEarlier(user, undefined, async () => {
      await this.last.assertIsNot(user);
      if (!(await this.accounts.lock(user.id))) {
        throw new ServiceError(authKernelErrors.session_ended);
      }
      const at = await this.planned.plan(user.id, deletesAt);
      await this.accessTokens.deleteAllOf(user.id);
      await this.links.removeOf(user.id);
      await this.audit.add(ownEntry('deletion_planned', user, client));
      const { id: userId, uniqueId, email: to } = user;
      const data = { deletesAt: at.toISOString() };
      await this.mails.send({ template: 'deletion-planned', to, userId, uniqueId, data });
    });
    logSecurityEvent('deletion_planned', user.uniqueId);
  }

  /**
   * Deletes a user whose time has passed. Several processes can do so at once: each takes another user.
   *
   * @returns whether there may be more
   */
  async deleteDue(): Promise<boolean> {
    const due = await this.transactions.transaction('a planned deletion', async () => {
      const user = await this.planned.takeDue(this.clock.now());
      if (user) await this.delete(user);
      return user;
    });
    if (due) logSecurityEvent('account_deleted', due.uniqueId, 'system');
    return due !== undefined;
  }

  /** Forced: whether it is the last administrator was checked when the deletion was asked for. */
  private async delete(user: DueUser): Promise<void> {
    const entry = systemEntry('account_deleted', user);
    const gone = new ServiceError(authKernelErrors.user_not_found);
    await this.deletion.delete({ user, entry, gone, isForced: true });
  }
}
