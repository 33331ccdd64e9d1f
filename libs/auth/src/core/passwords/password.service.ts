import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { AccountAudit } from '../ports/account-audit.js';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { MailLinksService } from '../links/mail-links.service.js';
import { UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { AccountSessionsService, type Caller } from '../sessions/account-sessions.service.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { CredentialsService } from '../users/credentials.service.js';
import { NewPasswords } from './new-passwords.js';
import { PasswordNotice } from './password-notice.js';

/** A new password, and the present one as proof. */
export interface PasswordChange {
  current: string;
  next: string;
}

/** Changes passwords. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly users: UsersDal,
    private readonly credentials: CredentialsService,
    private readonly passwords: NewPasswords,
    private readonly sessions: AccountSessionsService,
    private readonly endings: SessionEndings,
    private readonly limiter: MailLimiter,
    private readonly links: MailLinksService,
    private readonly notice: PasswordNotice,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * Changes the password of the caller, and ends their other sessions.
   *
   * @throws ServiceError `invalid_credentials` if the present password is wrong, or was changed
   * meanwhile; `password_guessable`, `session_ended`, `too_many_requests`, `too_busy`
   */
  async change(caller: Caller, { current, next }: PasswordChange, client: Client): Promise<void> {
    const user = await this.credentials.checkPassword(caller.uniqueId, current, client);
    await this.limiter.spendOn(user);
    const kept = await this.sessions.chainOf(caller);
    const hash = await this.passwords.hashNew(next, user, client);
    await this.endings.endEarlier(user, kept, async () => {
      if (!(await this.users.changePassword(user.id, user.sessionGeneration, hash))) {
        throw new ServiceError(authErrors.invalid_credentials);
      }
      await this.links.removeOf(user.id);
      await this.audit.add(ownEntry('password_changed', user, client));
      await this.notice.send(user, client);
    });
    logSecurityEvent('password_changed', user.uniqueId);
  }
}
