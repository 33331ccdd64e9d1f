import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { adminEntry, type AuditAction } from '../audit-entries.js';
import { Clock } from '../clock.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { DeletionCancellations } from '../own-data/deletion-cancellations.js';
import { AccountAudit } from '../ports/account-audit.js';
import {
  type AdministeredUser,
  AdministeredUsersDal,
} from '../ports/administration/administered-users.dal.js';
import { Transactions } from '../ports/transactions.js';
import type { Role } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { AccountDeletion } from '../users/account-deletion.js';
import { LastAdministrator } from './last-administrator.js';
import type { Performer } from './performer.js';

/**
 * What administrators and operators do to the accounts of others. Each takes a user that
 * `AdministeredUsersService` has found.
 *
 * @throws ServiceError `user_not_found` if the user was deleted meanwhile
 */
@Injectable()
export class AdministrationService {
  constructor(
    private readonly users: AdministeredUsersDal,
    private readonly last: LastAdministrator,
    private readonly endings: SessionEndings,
    private readonly links: MailLinksService,
    private readonly deletion: AccountDeletion,
    private readonly cancellations: DeletionCancellations,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Disables a user: nothing logs in, and links and access tokens are refused, until an administrator
   * enables the user again. A planned deletion is cancelled: the account has to stay as it is. Nothing
   * changes if the user is disabled.
   *
   * @throws ServiceError `last_administrator`
   */
  async disable(user: AdministeredUser, by: Performer): Promise<void> {
    if (user.disabledAt) return;
    await this.endings.endEarlier(user, undefined, async () => {
      if (!by.isForced) await this.last.assertIsNot(user);
      assertFound(await this.users.setDisabled(user.id, this.clock.now()));
      await this.links.removeOf(user.id);
      await this.cancellations.byAdministrator(user, by.actor);
      await this.note('disabled', user, by);
    });
    logSecurityEvent('user_disabled', user.uniqueId, by.actor);
  }

  /** Nothing changes if the user is not disabled. */
  async enable(user: AdministeredUser, by: Performer): Promise<void> {
    if (!user.disabledAt) return;
    await this.transactions.transaction('the enabling of a user', async () => {
      assertFound(await this.users.setDisabled(user.id, null));
      await this.note('enabled', user, by);
    });
    logSecurityEvent('user_enabled', user.uniqueId, by.actor);
  }

  /** Ends all sessions of a user. */
  async endSessions(user: AdministeredUser, by: Performer): Promise<void> {
    await this.endings.endEarlier(user, undefined, async () => {
      assertFound((await this.users.findByUniqueId(user.uniqueId)) !== undefined);
      await this.note('sessions_ended', user, by);
    });
    logSecurityEvent('sessions_ended', user.uniqueId, by.actor);
  }

  /**
   * Makes a user an administrator, or a usual user. All sessions of the user end, as each has the role
   * of its login. Nothing changes if the user has the role.
   *
   * @throws ServiceError `last_administrator`
   */
  async setRole(user: AdministeredUser, role: Role, by: Performer): Promise<void> {
    if (user.role === role) return;
    const action = role === 'admin' ? 'role_granted' : 'role_revoked';
    await this.endings.endEarlier(user, undefined, async () => {
      if (!by.isForced) await this.last.assertIsNot(user);
      assertFound(await this.users.setRole(user.id, role));
      await this.note(action, user, by);
    });
    logSecurityEvent(action, user.uniqueId, by.actor);
  }

  /**
   * Deletes a user, as {@link AccountDeletion} does.
   *
   * @throws ServiceError `last_administrator`
   */
  async delete(user: AdministeredUser, { actor, isForced }: Performer): Promise<void> {
    const entry = adminEntry('account_deleted', user, actor);
    const gone = new ServiceError(authKernelErrors.user_not_found);
    await this.deletion.delete({ user, entry, gone, isForced });
    logSecurityEvent('account_deleted', user.uniqueId, actor);
  }

  private note(action: AuditAction, user: AdministeredUser, { actor }: Performer): Promise<void> {
    return this.audit.add(adminEntry(action, user, actor));
  }
}

function assertFound(isFound: boolean): void {
  if (!isFound) throw new ServiceError(authKernelErrors.user_not_found);
}
