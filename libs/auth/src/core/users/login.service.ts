import { Injectable } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { type Credentials, CredentialsService } from './credentials.service.js';
import { DeviceMarks } from '../limits/device-marks.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionsService } from '../sessions/sessions.service.js';

export interface Login {
  token: string;
  /** For the client to store, and to send with the next login. */
  marks: string;
}

@Injectable()
export class LoginService {
  constructor(
    private readonly users: UsersDal,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly devices: DeviceMarks,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates a session.
   *
   * @throws ServiceError as {@link CredentialsService.check} does
   */
  async logIn(credentials: Credentials, client: Client): Promise<Login> {
    const user = await this.credentials.check(credentials, client);
    const token = await this.sessions.begin(user);
    await this.refuseDeleted(user);
    logSecurityEvent('login', user.uniqueId);
    return { token, marks: this.devices.renew(user.uniqueId, client.marks, this.clock.now()) };
  }

  /**
   * A deletion ends the sessions that exist afterwards. A session that was created later is refused
   * here, because the user is gone.
   */
  private async refuseDeleted({ id }: StoredUser): Promise<void> {
    const [user] = await this.users.findByIds([id]);
    if (user) return;
    await this.sessions.endAllOf(id);
    throw new ServiceError(authErrors.invalid_credentials);
  }
}
