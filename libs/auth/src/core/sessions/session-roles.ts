import { Injectable } from '@nestjs/common';
import { hasSecondFactor } from '../factors/ways-in.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import type { CheckedSession } from '../ports/sessions.dal.js';
import { LoginPolicy } from '../users/login-policy.js';

/** The roles of sessions. */
@Injectable()
export class SessionRoles {
  constructor(
    private readonly policy: LoginPolicy,
    private readonly factors: FactorsDal,
  ) {}

  /**
   * The role that a session has now: that of its login. Where administrators need a second factor, it has none while
   * they have no factor: the session may have begun before that was required, or the factor was removed since.
   */
  async of({ userId, login }: CheckedSession): Promise<'admin' | undefined> {
    if (login?.role !== 'admin' || !this.policy.adminsNeedSecondFactor) return login?.role;
    const ways = await this.factors.waysOf(userId);
    return ways && hasSecondFactor(ways) ? 'admin' : undefined;
  }
}
