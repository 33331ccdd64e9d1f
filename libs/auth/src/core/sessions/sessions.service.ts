import { Injectable } from '@nestjs/common';
import { authKernelErrors, type Session } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { SessionsDal, type StoredSession } from '../ports/sessions.dal.js';
import { TokenMinter } from '../ports/token-minter.js';
import { Clock } from '../clock.js';
import { logSecurityEvent } from '../security-log.js';
import { assertSameUser, chainOf, claimsOf, newSessionId } from './session-claims.js';
import { SessionEndings } from './session-endings.js';
import { SessionPolicy } from './session-policy.js';

/** Creates, reads and ends sessions, and makes their tokens. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly store: SessionsDal,
    private readonly policy: SessionPolicy,
    private readonly tokens: TokenMinter,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
  ) {}

  /** Creates a session of a user and resolves to its token. */
  async begin(user: { id: number; uniqueId: string }): Promise<string> {
    const now = this.clock.now();
    const id = newSessionId();
    const session = {
      ...{ id, chainId: id, userId: user.id, uniqueId: user.uniqueId },
      ...{ createdAt: now, lastUsedAt: now, expiresAt: this.policy.absoluteDeadline(now) },
    };
    await this.store.create(session, this.policy.deadline(session));
    return this.tokens.sign(claimsOf(session, user.uniqueId));
  }

  /**
   * Uses the session of a token, and resolves to it.
   *
   * @throws ServiceError `unauthenticated` for an invalid token, `session_ended` for one whose
   * session has ended.
   */
  async use(token: string): Promise<Session> {
    const { claims } = this.tokens.check(token);
    const session = await this.store.find(claims.sid);
    const now = this.clock.now();
    if (!session || !this.policy.lives(session, now))
      throw new ServiceError(authKernelErrors.session_ended);
    assertSameUser(session, claims);
    const used = await this.touch(session, now);
    return {
      userId: used.userId,
      uniqueId: claims.unique_id,
      expiresAt: this.policy.deadline(used).toISOString(),
    };
  }

  /**
   * Ends the session of a token. If the session was replaced, its successor ends, so that a
   * concurrent refresh does not keep the user logged in.
   *
   * @throws ServiceError `unauthenticated`; `session_ended` if the session had ended already
   */
  async logOut(token: string): Promise<void> {
    const { claims } = this.tokens.check(token);
    const session = await this.store.find(claims.sid);
    if (session) assertSameUser(session, claims);
    const ended = await this.endings.endChain(session?.chainId ?? chainOf(claims));
    this.endings.publish(claims.sid);
    if (!ended || !this.policy.lives(ended, this.clock.now())) {
      throw new ServiceError(authKernelErrors.session_ended);
    }
    logSecurityEvent('logout', claims.unique_id);
  }

  /** Ends all sessions of a user: the deletion of an account logs the user out everywhere. */
  async endAllOf(userId: number): Promise<void> {
    await this.endings.endAllOf(userId);
  }

  private async touch(session: StoredSession, now: Date): Promise<StoredSession> {
    const notSince = new Date(now.getTime() - this.policy.touchIntervalMs);
    if (session.lastUsedAt > notSince) return session;
    const used = { ...session, lastUsedAt: now };
    try {
      await this.store.touch(session.id, now, notSince, this.policy.deadline(used));
      return used;
    } catch (error) {
      // A read-only store, such as a standby, can still tell who is logged in.
      if (isUnavailable(error)) return session;
      throw error;
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 503;
}
