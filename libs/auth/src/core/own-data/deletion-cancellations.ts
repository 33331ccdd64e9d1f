import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { adminEntry, type Audited, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { AccountMails } from '../mails/account-mails.js';
import { AccountAudit, type AuditEntry } from '../ports/account-audit.js';
import { AccountsDal } from '../ports/accounts.dal.js';
import { PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { originOf, type Recipient } from '../passwords/password-notice.js';
import { logSecurityEvent } from '../security-log.js';

/** A user at the check of the password. */
type LoggedIn = Audited & Pick<StoredUser, 'sessionGeneration'>;

/** Keeps accounts that were to be deleted. docs/accounts.md tells what cancels a deletion. */
@Injectable()
export class DeletionCancellations {
  constructor(
    private readonly planned: PlannedDeletionsDal,
    private readonly accounts: AccountsDal,
    private readonly users: UsersDal,
    private readonly mails: AccountMails,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * What a login has to do beside its session, in the transaction of it; `undefined` if no deletion is
   * planned. One that is planned later makes the login fail: its credentials are of an earlier generation.
   */
  async at(user: LoggedIn, client: Client): Promise<(() => Promise<void>) | undefined> {
    if (!(await this.planned.isPlanned(user.id))) return undefined;
    return () => this.cancelAtLogin(user, client);
  }

  /** By a user who has used a link in a mail, in the open transaction, which has locked the user. */
  async byOwner(user: Recipient, client: Client): Promise<void> {
    const isCancelled = await this.cancel(user, ownEntry('deletion_cancelled', user, client));
    if (isCancelled) await this.tell(user, client);
  }

  /** By an administrator or an operator, in the open transaction, which has locked the user. */
  async byAdministrator(user: Audited, actor: string): Promise<void> {
    await this.cancel(user, adminEntry('deletion_cancelled', user, actor), actor);
  }

  /** With sessions in another store this is committed before the session: an outdated login must not cancel. */
  private async cancelAtLogin(user: LoggedIn, client: Client): Promise<void> {
    const account = await this.accounts.lock(user.id);
    if ((await this.users.holdGeneration(user.id)) !== user.sessionGeneration) {
      throw new ServiceError(authErrors.invalid_credentials);
    }
    if (account) await this.byOwner(account, client);
  }

  private async cancel(user: Audited, entry: AuditEntry, actor?: string): Promise<boolean> {
    if (!(await this.planned.cancel(user.id))) return false;
    await this.audit.add(entry);
    logSecurityEvent('deletion_cancelled', user.uniqueId, actor);
    return true;
  }

  private async tell({ id: userId, uniqueId, email: to }: Recipient, client: Client) {
    const data = originOf(client, this.clock.now());
    await this.mails.send({ template: 'deletion-cancelled', to, userId, uniqueId, data });
  }
}
