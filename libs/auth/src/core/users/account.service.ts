import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { DeletionPolicy } from '../own-data/deletion-policy.js';
import { PlannedDeletionsService } from '../own-data/planned-deletions.service.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import type { Caller } from '../sessions/account-sessions.service.js';
import { ProofsService } from '../sessions/proofs.service.js';
import { logSecurityEvent } from '../security-log.js';
import { AccountDeletion } from './account-deletion.js';
import { type Credentials, CredentialsService } from './credentials.service.js';

@Injectable()
export class AccountService {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly users: UsersDal,
    private readonly deletion: AccountDeletion,
    private readonly proofs: ProofsService,
    private readonly planned: PlannedDeletionsService,
    private readonly policy: DeletionPolicy,
    private readonly clock: Clock,
  ) {}

  /**
   * Deletes the caller's account, as {@link AccountDeletion} does, or plans it if there is a grace.
   *
   * @throws ServiceError `invalid_credentials` unless they are the caller's; `recent_proof_required` if
   * these are not enough, as the account has a second factor; `session_ended` if another request was
   * faster; `last_administrator`; `too_many_requests`; `too_busy`
   */
  async delete(caller: Caller, credentials: Credentials, client: Client): Promise<void> {
    const user = await this.credentials.check(credentials, client, caller.uniqueId);
    if (user.hasSecondFactor) await this.proofs.assertRecent(caller);
    await this.deleteInTime(user, client);
  }

  /**
   * The same for a caller with a recent proof, which the route has checked.
   *
   * @throws ServiceError `session_ended` if another request was faster; `last_administrator`
   */
  async deleteProven({ uniqueId }: Caller, client: Client): Promise<void> {
    const user = await this.users.findByUniqueId(uniqueId);
    if (!user) throw new ServiceError(authKernelErrors.session_ended);
    await this.deleteInTime(user, client);
  }

  private async deleteInTime(user: StoredUser, client: Client): Promise<void> {
    const deletesAt = this.policy.deletesAt(this.clock.now());
    if (deletesAt) await this.planned.plan(user, deletesAt, client);
    else await this.deleteNow(user, client);
  }

  private async deleteNow(user: StoredUser, client: Client): Promise<void> {
    const entry = ownEntry('account_deleted', user, client);
    const gone = new ServiceError(authKernelErrors.session_ended);
    await this.deletion.delete({ user, entry, gone });
    logSecurityEvent('account_deleted', user.uniqueId);
  }
}
