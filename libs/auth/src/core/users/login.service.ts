import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { type Credentials, CredentialsService } from './credentials.service.js';
import { LoginPolicy } from './login-policy.js';
import { DeviceMarks } from '../limits/device-marks.js';
import { logSecurityEvent } from '../security-log.js';
import { AccountSessionsService, MAX_SESSIONS } from '../sessions/account-sessions.service.js';
import { SessionPolicy } from '../sessions/session-policy.js';
import { SessionsDal } from '../ports/sessions.dal.js';
import { type Begun, SessionsService } from '../sessions/sessions.service.js';

export interface Login extends Begun {
  /** The expiry of the session if it is not used again. */
  deadline: Date;
  /** For the client to store, and to send with the next login. */
  marks: string;
}

@Injectable()
export class LoginService {
  constructor(
    private readonly users: UsersDal,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly accountSessions: AccountSessionsService,
    private readonly store: SessionsDal,
    private readonly devices: DeviceMarks,
    private readonly policy: SessionPolicy,
    private readonly loginPolicy: LoginPolicy,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates a session. Beyond 50 of a user, the one that was unused for the longest time ends.
   *
   * @param isRemembered whether it has the long timeouts
   * @throws ServiceError `email_unverified`, and as {@link CredentialsService.check} does
   */
  async logIn(credentials: Credentials, client: Client, isRemembered = false): Promise<Login> {
    const user = await this.credentials.check(credentials, client);
    if (this.loginPolicy.requiresVerifiedEmail && !user.isEmailVerified) {
      throw new ServiceError(authErrors.email_unverified);
    }
    const begun = await this.sessions.begin(user, client, isRemembered);
    if (!begun || !(await this.isUnchanged(user, begun))) {
      throw new ServiceError(authErrors.invalid_credentials);
    }
    if (begun.count > MAX_SESSIONS) await this.accountSessions.limit(user, begun.session);
    logSecurityEvent('login', user.uniqueId);
    const marks = this.devices.renew(user.uniqueId, client.marks, this.clock.now());
    return { ...begun, marks, deadline: this.policy.deadline(begun.session) };
  }

  /**
   * The end of all sessions, such as by a deletion or a new password, ends those that exist afterwards.
   * In a store that takes no part in its transaction, one may have been added later: it ends here.
   */
  private async isUnchanged({ id, sessionGeneration }: StoredUser, { session }: Begun) {
    if (this.store.isTransactional) return true;
    const [user] = await this.users.findByIds([id]);
    if (user?.sessionGeneration === sessionGeneration) return true;
    await this.store.endChain(session.chainId);
    return false;
  }
}
