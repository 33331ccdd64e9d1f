import { Injectable, Logger } from '@nestjs/common';
import { reasonOf, ServiceError } from '#glue/errors';
import { LastAdministrator } from '../administration/last-administrator.js';
import { AccountAudit, type AuditEntry } from '../ports/account-audit.js';
import { Transactions } from '../ports/transactions.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { SessionsService } from '../sessions/sessions.service.js';

/** The user, and how it is deleted. */
export interface Deletion {
  user: Pick<StoredUser, 'id' | 'role'>;
  entry: AuditEntry;
  /** Thrown if another request was faster. */
  gone: ServiceError;
  /** Whether it may be the last administrator. */
  isForced?: boolean;
}

/** Deletes accounts, for their users and for administrators. */
@Injectable()
export class AccountDeletion {
  private readonly logger = new Logger(AccountDeletion.name);

  constructor(
    private readonly users: UsersDal,
    private readonly sessions: SessionsService,
    private readonly last: LastAdministrator,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * Deletes a user, the hash and all sessions. Other contexts read the event `user.deleted`.
   *
   * @throws ServiceError `last_administrator`, and `gone`
   */
  async delete({ user, entry, gone, isForced = false }: Deletion): Promise<void> {
    // Sessions end after the user is deleted: on failure the user keeps a session to retry with.
    await this.transactions.transaction('the deletion of an account', async () => {
      if (!isForced) await this.last.assertIsNot(user);
      if (!(await this.remove(user, entry))) throw gone;
    });
    await this.endSessions(user);
  }

  /** Deletes a user, in the open transaction; `false` if the user is gone. The sessions end afterwards. */
  async remove({ id }: Pick<StoredUser, 'id'>, entry: AuditEntry): Promise<boolean> {
    if (!(await this.users.delete(id))) return false;
    await this.audit.add(entry);
    return true;
  }

  /** Ends the sessions of a user who is deleted. */
  async endSessions({ id }: Pick<StoredUser, 'id'>): Promise<void> {
    // The account is deleted in any case: what fails now is done when its event is handled.
    await this.sessions
      .endAllOf(id)
      .catch((error: unknown) =>
        this.logger.warn(`sessions of a deleted user have not ended yet: ${reasonOf(error)}`),
      );
  }
}
