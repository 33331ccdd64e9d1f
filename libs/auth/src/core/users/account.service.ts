import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { logSecurityEvent } from '../security-log.js';
import { AccountDeletion } from './account-deletion.js';
import { type Credentials, CredentialsService } from './credentials.service.js';

@Injectable()
export class AccountService {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly deletion: AccountDeletion,
  ) {}

  /**
   * Deletes the caller's account, as {@link AccountDeletion} does.
   *
   * @throws ServiceError `invalid_credentials` unless they are the caller's; `session_ended` if
   * another request was faster; `last_administrator`; `too_many_requests`; `too_busy`
   */
  async delete(uniqueId: string, credentials: Credentials, client: Client): Promise<void> {
    const user = await this.credentials.check(credentials, client, uniqueId);
    const entry = ownEntry('account_deleted', user, client);
    const gone = new ServiceError(authKernelErrors.session_ended);
    await this.deletion.delete({ user, entry, gone });
    logSecurityEvent('account_deleted', uniqueId);
  }
}
