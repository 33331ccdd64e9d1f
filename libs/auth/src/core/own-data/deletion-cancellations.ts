import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { type Audited, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { AccountMails } from '../mails/account-mails.js';
import { AccountAudit } from '../ports/account-audit.js';
import { AccountsDal } from '../ports/accounts.dal.js';
import { PlannedDeletionsDal } from '../ports/own-data/planned-deletions.dal.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';

const UNKNOWN = '–';

/** A user at the check of the password. */
type LoggedIn = Audited & Pick<StoredUser, 'sessionGeneration'>;

/** Keeps an account that was to be deleted: its user logs in. */
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
    return () => this.cancel(user, client);
  }

  /** With sessions in another store this is committed before the session: a login that is outdated must not do it. */
  private async cancel(user: LoggedIn, client: Client): Promise<void> {
    const account = await this.accounts.lock(user.id);
    const [now] = await this.users.findByIds([user.id]);
    if (now?.sessionGeneration !== user.sessionGeneration) {
      throw new ServiceError(authErrors.invalid_credentials);
    }
    if (!account || !(await this.planned.cancel(user.id))) return;
    await this.audit.add(ownEntry('deletion_cancelled', user, client));
    const { device = UNKNOWN, address = UNKNOWN } = client;
    const { id: userId, uniqueId, email: to } = account;
    const data = { at: this.clock.now().toISOString(), device, address };
    await this.mails.send({ template: 'deletion-cancelled', to, userId, uniqueId, data });
    logSecurityEvent('deletion_cancelled', uniqueId);
  }
}
