import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { AccountAudit, type AuditEntry } from '../ports/account-audit.js';
import { type Audited, ownEntry, systemEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { Clock } from '../clock.js';
import { OneAtATime } from '../one-at-a-time.js';
import { LoginChallengesDal } from '../ports/factors/login-challenges.dal.js';
import { type FreshSession, SessionsDal } from '../ports/sessions.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { SessionEndings } from './session-endings.js';
import { SessionPolicy } from './session-policy.js';

/** The maximum number of sessions of a user. */
export const MAX_SESSIONS = 50;

/** A user with a session. */
export interface Caller {
  userId: number;
  uniqueId: string;
  sessionId: string;
}

/** A session, as its user sees it. */
export interface ListedSession extends FreshSession {
  /** The expiry if it is not used again. */
  deadline: Date;
  /** Whether the caller uses it. */
  isCurrent: boolean;
}

/** What people see and end of their sessions. A session keeps its chain's id when it is refreshed. */
@Injectable()
export class AccountSessionsService {
  private readonly limits = new OneAtATime<number>();

  constructor(
    private readonly store: SessionsDal,
    private readonly policy: SessionPolicy,
    private readonly endings: SessionEndings,
    private readonly logins: LoginChallengesDal,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /** The active sessions of the caller, the last used one first. */
  async list({ userId, sessionId }: Caller): Promise<ListedSession[]> {
    const now = this.clock.now();
    const sessions = await this.store.listOf(userId);
    return sessions
      .filter((session) => this.policy.lives(session, now))
      .map((session) => ({
        ...session,
        deadline: this.policy.deadline(session),
        isCurrent: session.id === sessionId,
      }))
      .sort(byLastUse);
  }

  /**
   * Ends one session of the caller.
   *
   * @param id of its chain
   * @throws ServiceError `session_not_found` for one that has ended, or of another user
   */
  async end(caller: Caller, id: string, client: Client): Promise<void> {
    const session = await this.store.current(id);
    const isOwn = session?.userId === caller.userId;
    const user = ownerOf(caller);
    const entry = ownEntry('session_ended', user, client);
    const ended = isOwn && (await this.endOne(user, id, entry));
    if (!ended) throw new ServiceError(authErrors.session_not_found);
    logSecurityEvent('session_ended', caller.uniqueId);
  }

  /**
   * Ends the other sessions of the caller, or all, and logins that wait for a second factor.
   *
   * @throws ServiceError `session_ended` if that of the caller has ended meanwhile
   */
  async endAll(caller: Caller, keepsCurrent: boolean, client: Client): Promise<void> {
    const user = ownerOf(caller);
    const kept = keepsCurrent ? await this.chainOf(caller) : undefined;
    // Without any nothing changes, so that a loop of requests neither stops logins nor fills the audit.
    if (!(await this.hasOthers(user.id, kept))) return;
    await this.endings.endEarlier(user, kept, () =>
      this.audit.add(ownEntry('sessions_ended', user, client)),
    );
    logSecurityEvent('sessions_ended', caller.uniqueId);
  }

  /**
   * The chain of the caller's session.
   *
   * @throws ServiceError `session_ended`
   */
  async chainOf({ sessionId }: Caller): Promise<string> {
    const session = await this.store.find(sessionId);
    if (!session) throw new ServiceError(authKernelErrors.session_ended);
    return session.chainId;
  }

  /**
   * Ends the sessions of a user beyond {@link MAX_SESSIONS}: those unused for the longest time. Once at a
   * time for a user: of many logins at once, each would try to end the same ones.
   */
  async limit(user: Audited, kept: FreshSession): Promise<void> {
    await this.limits.run(user.id, () => this.endSurplus(user, kept));
  }

  private async hasOthers(userId: number, kept: string | undefined): Promise<boolean> {
    const sessions = await this.store.listOf(userId);
    if (sessions.some(({ chainId }) => chainId !== kept)) return true;
    return this.logins.isWaiting(userId, this.clock.now());
  }

  private async endSurplus(user: Audited, kept: FreshSession): Promise<void> {
    const now = this.clock.now();
    const sessions = await this.store.listOf(user.id);
    const others = sessions
      .filter((session) => session.id !== kept.id && this.policy.lives(session, now))
      .sort(byLastUse);
    for (const { chainId } of others.slice(MAX_SESSIONS - 1)) {
      await this.endOne(user, chainId, systemEntry('session_ended', user));
    }
  }

  private endOne({ uniqueId }: Audited, chainId: string, entry: AuditEntry) {
    return this.endings.endChain({ chainId, uniqueId }, () => this.audit.add(entry));
  }
}

function ownerOf({ userId, uniqueId }: Caller): Audited {
  return { id: userId, uniqueId };
}

function byLastUse(a: FreshSession, b: FreshSession): number {
  return b.lastUsedAt.getTime() - a.lastUsedAt.getTime();
}
