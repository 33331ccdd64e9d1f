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
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { AccountDeletion } from '../users/account-deletion.js';

/** Deletions some days after their users have asked for them, unless they log in meanwhile. */
@Injectable()
export class PlannedDeletionsService {
  /** Who could not be deleted in this round, and why. */
  private readonly failed = new Map<number, unknown>();

  constructor(
    private readonly planned: PlannedDeletionsDal,
    private readonly accounts: AccountsDal,
    private readonly users: UsersDal,
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
   * @throws ServiceError `session_ended` if the sessions of the user have ended meanwhile; `last_administrator`
   */
  async plan(user: StoredUser, deletesAt: Date, client: Client): Promise<void> {
    await this.endings.endEarlier(user, undefined, async () => {
      await this.last.assertIsNot(user);
      await this.assertCurrent(user);
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
   * Tries to delete one user whose time has passed. Several processes can do so at once: each takes another
   * user. Users who could not be deleted are passed over until no other one is left.
   *
   * @returns whether there may be more
   * @throws unknown the last failure, if no other user is left: the next call begins anew
   */
  async deleteDue(): Promise<boolean> {
    const due = await this.tryNext();
    if (due) return true;
    const failures = [...this.failed.values()];
    this.failed.clear();
    if (failures.length > 0) throw failures.at(-1);
    return false;
  }

  /** The next user, deleted or failed, but none of those that have failed. */
  private async tryNext(): Promise<DueUser | undefined> {
    let due: DueUser | undefined;
    try {
      await this.transactions.transaction('a planned deletion', async () => {
        due = await this.planned.takeDue(this.clock.now(), [...this.failed.keys()]);
        // Not refused for the last administrator: that was checked when the deletion was asked for.
        if (due) await this.deletion.remove(due, systemEntry('account_deleted', due));
      });
    } catch (failure) {
      // Without a user, it is the database that fails.
      if (!due) throw failure;
      this.failed.set(due.id, failure);
      return due;
    }
    if (due) {
      await this.deletion.endSessions(due);
      logSecurityEvent('account_deleted', due.uniqueId, 'system');
    }
    return due;
  }

  /** Locks a user whose sessions have not ended since the proof. */
  private async assertCurrent({ id, sessionGeneration }: StoredUser): Promise<void> {
    await this.accounts.lock(id);
    if ((await this.users.holdGeneration(id)) === sessionGeneration) return;
    throw new ServiceError(authKernelErrors.session_ended);
  }
}
