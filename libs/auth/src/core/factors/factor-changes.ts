import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type FactorAction, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { PasswordNotice } from '../passwords/password-notice.js';
import { AccountAudit } from '../ports/account-audit.js';
import { FactorsDal } from '../ports/factors/factors.dal.js';
import { type StoredUser, UsersDal } from '../ports/users.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { AccountSessionsService, type Caller } from '../sessions/account-sessions.service.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { RecoveryCodesService } from './recovery-codes.service.js';
import type { WaysIn } from './ways-in.js';

/**
 * Changes of how a user can log in. Each one ends all other sessions and logins in progress, as a new
 * password does: they began under rules that are no longer valid, and a login that has checked the password
 * before a factor was added gets no session.
 */
@Injectable()
export class FactorChanges {
  constructor(
    private readonly factors: FactorsDal,
    private readonly users: UsersDal,
    private readonly recovery: RecoveryCodesService,
    private readonly sessions: AccountSessionsService,
    private readonly endings: SessionEndings,
    private readonly audit: AccountAudit,
    private readonly notice: PasswordNotice,
    private readonly limiter: MailLimiter,
  ) {}

  /**
   * Makes a change, in one transaction with its audit entry, the mail and the end of sessions.
   *
   * @param change gets the ways before, which no concurrent change alters; a rejection changes nothing
   * @returns recovery codes, if this is the first second factor of the user
   * @throws ServiceError `session_ended`, `too_many_requests`; what `change` throws
   */
  async make(
    caller: Caller,
    action: FactorAction,
    client: Client,
    change: (before: WaysIn) => Promise<void>,
  ): Promise<string[] | undefined> {
    const user = await this.users.findByUniqueId(caller.uniqueId);
    if (!user) throw ended();
    // A removal follows an addition, so that it needs no limit.
    if (!action.endsWith('_removed')) await this.limiter.spendOn(user);
    const kept = await this.sessions.chainOf(caller);
    let codes: string[] | undefined;
    await this.endings.endEarlier(user, kept, async () => {
      codes = await this.changeLocked(user, change);
      await this.audit.add(ownEntry(action, user, client));
      await this.notice.send(user, client, 'second-factor-changed');
    });
    logSecurityEvent(action, user.uniqueId);
    return codes;
  }

  private async changeLocked({ id }: StoredUser, change: (before: WaysIn) => Promise<void>) {
    const before = await this.factors.lock(id);
    if (!before) throw ended();
    await change(before);
    const after = await this.factors.waysOf(id);
    return after && this.recovery.follow(id, before, after);
  }
}

function ended(): ServiceError {
  return new ServiceError(authKernelErrors.session_ended);
}
