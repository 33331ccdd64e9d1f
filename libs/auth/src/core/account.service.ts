import { Inject, Injectable, Logger } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { USER_DAL, type UserDal } from '../dal/user.dal.js';
import type { Client } from './client.js';
import { type Credentials, CredentialsService } from './credentials.service.js';
import { logSecurityEvent } from './security-log.js';
import { SessionsService } from './sessions.service.js';
import { UserEventsService } from './user-events.service.js';

/** Lets a user go for good. */
@Injectable()
export class AccountService {
  private readonly logger = new Logger(AccountService.name);

  constructor(
    @Inject(USER_DAL) private readonly users: UserDal,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly events: UserEventsService,
  ) {}

  /**
   * Deletes the account of the user who calls: the user, the hash and all sessions.
   * Others learn of it by the event `user.deleted`.
   *
   * @throws ServiceError `invalid_credentials` unless they are the caller's own;
   * `session_ended` if another request was faster; `too_many_requests`; `too_busy`
   */
  async delete(uniqueId: string, credentials: Credentials, client: Client): Promise<void> {
    const { id } = await this.credentials.check(credentials, client, uniqueId);
    await this.sessions.endAllOf(id);
    if (!(await this.users.delete(id))) throw new ServiceError('session_ended');
    logSecurityEvent('account_deleted', uniqueId);
    // The account is gone, whatever becomes of this: what fails now is due at the next start.
    await this.events.endSessionsOfDeleted().catch(({ message }: Error) => {
      this.logger.warn(`sessions of a deleted user have not ended yet: ${message}`);
    });
  }
}
