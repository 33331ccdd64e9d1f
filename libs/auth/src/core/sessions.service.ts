import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EndedSessions, type Session } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type TokenClaims, TokenService } from '#glue/token';
import {
  type FreshSession,
  SESSION_STORE,
  type SessionStore,
  type StoredSession,
} from '../dal/session-store.dal.js';
import { Clock } from './clock.js';
import { SessionPolicy } from './session-policy.js';

/** How long a token that was just refreshed still leads to its successor. */
const REFRESH_GRACE_MS = 10_000;

/** Begins, reads, renews and ends sessions, and makes the tokens that name them. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    private readonly policy: SessionPolicy,
    private readonly tokens: TokenService,
    private readonly ended: EndedSessions,
    private readonly clock: Clock,
  ) {}

  /** Begins a session of a user and resolves to its token. */
  async begin(user: { id: number; uniqueId: string }): Promise<string> {
    const now = this.clock.now();
    const session = freshSession(user.id, now, this.policy.absoluteDeadline(now));
    await this.store.create(session, this.policy.deadline(session));
    return this.tokenOf(session, user.uniqueId);
  }

  /**
   * The session that a token names; counts as a use of it.
   *
   * @throws ServiceError `unauthenticated` for a token that is not ours,
   * `session_ended` for one whose session is over.
   */
  async read(token: string): Promise<Session> {
    const claims = this.tokens.verify(token);
    const session = await this.store.find(claims.sid);
    const now = this.clock.now();
    if (!session || !this.policy.lives(session, now)) throw new ServiceError('session_ended');
    const used = await this.touch(session, now);
    return {
      userId: used.userId,
      uniqueId: claims.unique_id,
      expiresAt: this.policy.deadline(used).toISOString(),
    };
  }

  /**
   * Replaces the session of a token by a new one with the same absolute deadline,
   * and resolves to the new token. The same old token, sent again within 10 s
   * (two tabs, a lost answer), gives the same new one.
   *
   * @throws ServiceError `unauthenticated`, `session_ended`
   */
  async refresh(token: string): Promise<string> {
    const claims = this.tokens.verify(token);
    const successor = await this.successorOf(claims);
    return this.tokenOf(successor, claims.unique_id);
  }

  /**
   * Ends a session; its token is refused from now on. If a refresh was faster, what
   * it has put in its place ends too: whoever logs out is logged out.
   */
  async end(sessionId: string): Promise<void> {
    const successor = await this.store.end(sessionId);
    this.ended.announce({ sessionId });
    if (successor) await this.end(successor);
  }

  /** Ends all sessions of a user: whoever deletes their account is logged out everywhere. */
  async endAllOf(userId: number): Promise<void> {
    await this.store.endAllOf(userId);
    this.ended.announce({ userId });
  }

  private async successorOf({ sid }: TokenClaims): Promise<FreshSession> {
    const now = this.clock.now();
    const session = await this.store.find(sid);
    if (!session) throw new ServiceError('session_ended');
    if (session.replacement) return this.knownSuccessor(session, now);
    if (!this.policy.lives(session, now)) throw new ServiceError('session_ended');

    const successor = freshSession(session.userId, now, session.expiresAt);
    if (await this.replace(sid, successor, now)) return successor;
    // Another request replaced or ended it since we looked.
    const found = await this.store.find(sid);
    if (!found) throw new ServiceError('session_ended');
    return this.knownSuccessor(found, now);
  }

  private async replace(sid: string, successor: FreshSession, now: Date): Promise<boolean> {
    const replaced = await this.store.replace(sid, successor, {
      keepReplacedUntil: new Date(now.getTime() + REFRESH_GRACE_MS),
      keepSuccessorUntil: this.policy.deadline(successor),
    });
    if (replaced) this.ended.announce({ sessionId: sid });
    return replaced;
  }

  /** Follows a replaced session to the one that lives, through successors as recently replaced. */
  private async knownSuccessor(session: StoredSession, now: Date): Promise<FreshSession> {
    let current: StoredSession | undefined = session;
    while (current?.replacement && isRecent(current.replacement.at, now)) {
      current = await this.store.find(current.replacement.id);
    }
    if (!current || !this.policy.lives(current, now)) throw new ServiceError('session_ended');
    return current;
  }

  private async touch(session: StoredSession, now: Date): Promise<StoredSession> {
    const notSince = new Date(now.getTime() - this.policy.touchIntervalMs);
    if (session.lastUsedAt > notSince) return session;
    const used = { ...session, lastUsedAt: now };
    try {
      await this.store.touch(session.id, now, notSince, this.policy.deadline(used));
      return used;
    } catch (error) {
      // A store that takes no writes, such as a standby, can still tell who is logged in.
      if (isUnavailable(error)) return session;
      throw error;
    }
  }

  private tokenOf(session: FreshSession, uniqueId: string): string {
    return this.tokens.sign({
      unique_id: uniqueId,
      sid: session.id,
      iat: Math.floor(session.createdAt.getTime() / 1000),
      exp: Math.floor(session.expiresAt.getTime() / 1000),
    });
  }
}

function freshSession(userId: number, now: Date, expiresAt: Date): FreshSession {
  const id = randomBytes(16).toString('base64url');
  return { id, userId, createdAt: now, lastUsedAt: now, expiresAt };
}

function isRecent(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= REFRESH_GRACE_MS;
}

function isUnavailable(error: unknown): boolean {
  return error instanceof ServiceError && error.status === 503;
}
