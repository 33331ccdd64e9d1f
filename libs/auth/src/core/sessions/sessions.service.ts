import { Injectable } from '@nestjs/common';
import { authKernelErrors, type Session } from '#auth-kernel';
import type { AuditEntry } from '../ports/account-audit.js';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { AccountAudit } from '../ports/account-audit.js';
import { ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { type CheckedSession, type FreshSession, SessionsDal } from '../ports/sessions.dal.js';
import { Transactions } from '../ports/transactions.js';
import { TokenMinter } from '../ports/token-minter.js';
import type { StoredUser } from '../ports/users.dal.js';
import { Clock } from '../clock.js';
import { isUnavailable } from '../is-unavailable.js';
import { logSecurityEvent } from '../security-log.js';
import { assertSameUser, chainOf, claimsOf, newSessionId } from './session-claims.js';
import { SessionRoles } from './session-roles.js';
import { SessionEndings } from './session-endings.js';
import { SessionPolicy } from './session-policy.js';

/** A user who logs in, as known when the credentials were checked. */
export type SessionUser = Pick<
  StoredUser,
  'id' | 'uniqueId' | 'sessionGeneration' | 'role' | 'disabledAt'
>;

/** A new session. */
export interface Begun {
  session: FreshSession;
  token: string;
  /** How many sessions the user has, which may include expired ones. */
  count: number;
}

/** Creates, reads and ends sessions, and makes their tokens. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly store: SessionsDal,
    private readonly policy: SessionPolicy,
    private readonly tokens: TokenMinter,
    private readonly endings: SessionEndings,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
    private readonly roles: SessionRoles,
  ) {}

  /**
   * Creates a session of a user. Only {@link LoginService.begin} calls it.
   *
   * @param spend uses up what was proven, in the transaction of the session; before the session if this
   * is in another store
   * @throws ServiceError `invalid_credentials` instead of `undefined`, if there is something to spend
   * @returns `undefined` if the user is disabled, or the sessions of the user have ended since the
   * password was checked
   */
  async begin(
    user: SessionUser,
    client: Client,
    isRemembered = false,
    spend?: () => Promise<void>,
  ): Promise<Begun | undefined> {
    if (user.disabledAt) return undefined;
    const session = this.newSession(user, client, isRemembered);
    const count = await this.add(session, ownEntry('login', user, client), spend);
    if (count === 0) return undefined;
    return { session, count, token: this.tokens.sign(claimsOf(session, user.uniqueId)) };
  }

  /**
   * Uses the session of a token, and resolves to it. Optimized for speed: a usual check awaits its store
   * and nothing else (`npm run bench:versions -- --only session`).
   *
   * @throws ServiceError `unauthenticated` for an invalid token, `session_ended` for one whose
   * session has ended.
   */
  async use(token: string): Promise<Session> {
    const { claims } = this.tokens.check(token);
    const session = await this.store.check(claims.sid);
    const now = this.clock.now();
    if (!session || !this.policy.lives(session, now))
      throw new ServiceError(authKernelErrors.session_ended);
    assertSameUser(session, claims);
    const notSince = new Date(now.getTime() - this.policy.touchIntervalMs);
    const used = session.lastUsedAt > notSince ? session : await this.touch(session, now, notSince);
    return this.answer(used, claims.unique_id);
  }

  /** The session of a token, without a use of it. @throws ServiceError as {@link use} */
  async look(token: string): Promise<Session> {
    const { claims } = this.tokens.check(token);
    const session = await this.store.check(claims.sid);
    if (!session || !this.policy.lives(session, this.clock.now()))
      throw new ServiceError(authKernelErrors.session_ended);
    assertSameUser(session, claims);
    return this.answer(session, claims.unique_id);
  }

  /**
   * Ends the session of a token. If the session was replaced, its successor ends, so that a
   * concurrent refresh does not keep the user logged in.
   *
   * @throws ServiceError `unauthenticated`; `session_ended` if the session had ended already
   */
  async logOut(token: string, client: Client): Promise<void> {
    const { claims } = this.tokens.check(token);
    const session = await this.store.find(claims.sid);
    if (session) assertSameUser(session, claims);
    const { unique_id: uniqueId } = claims;
    const chain = { chainId: session?.chainId ?? chainOf(claims), uniqueId };
    const ended = await this.endings.endChain(chain, ({ userId }) =>
      this.audit.add(ownEntry('logout', { id: userId, uniqueId }, client)),
    );
    this.endings.publish(claims.sid);
    if (!ended || !this.policy.lives(ended, this.clock.now())) {
      throw new ServiceError(authKernelErrors.session_ended);
    }
    logSecurityEvent('logout', claims.unique_id);
  }

  /** The chain of an active session of this user; `undefined` if the token is of no such session. */
  async chainOf(token: string, userId: number): Promise<string | undefined> {
    try {
      const { claims } = this.tokens.check(token);
      const session = await this.store.find(claims.sid);
      const isOwn = session?.userId === userId && this.policy.lives(session, this.clock.now());
      return isOwn ? session.chainId : undefined;
    } catch (error) {
      if (error instanceof ServiceError && error.status === 401) return undefined;
      throw error;
    }
  }

  /** Ends all sessions of a user: the deletion of an account logs the user out everywhere. */
  async endAllOf(userId: number): Promise<void> {
    await this.endings.endAllOf(userId);
  }

  private newSession(user: SessionUser, client: Client, isRemembered: boolean): FreshSession {
    const now = this.clock.now();
    const id = newSessionId();
    const { device, address } = client;
    const { sessionGeneration: generation, role } = user;
    const place = { device, address, ...(role === 'admin' && { role }) };
    const login = { at: now, generation, isRemembered, ...place };
    const expiresAt = this.policy.absoluteDeadline(now, isRemembered);
    const { id: userId, uniqueId } = user;
    return { id, chainId: id, userId, uniqueId, createdAt: now, lastUsedAt: now, expiresAt, login };
  }

  private async add(
    session: FreshSession,
    entry: AuditEntry,
    spend?: () => Promise<void>,
  ): Promise<number> {
    const add = () => this.store.create(session, this.policy.deadline(session));
    if (!this.store.isTransactional) {
      if (spend) await this.transactions.transaction('a second step', spend);
      return this.audit.around(entry, add);
    }
    return this.transactions.transaction('a login', async () => {
      await spend?.();
      const count = await add();
      if (count > 0) await this.audit.add(entry);
      // Undoes what was spent: a login that gets no session uses nothing up.
      else if (spend) throw new ServiceError(authErrors.invalid_credentials);
      return count;
    });
  }

  /** Without a promise for most sessions, which have no role: see {@link use}. */
  private answer(session: CheckedSession, uniqueId: string): Session | Promise<Session> {
    const expiresAt = this.policy.deadline(session).toISOString();
    const answer = { userId: session.userId, uniqueId, expiresAt };
    return session.login?.role ? this.withRole(answer, session) : answer;
  }

  private async withRole(answer: Session, session: CheckedSession): Promise<Session> {
    const role = await this.roles.of(session);
    return role ? { ...answer, role } : answer;
  }

  private async touch(session: CheckedSession, now: Date, notSince: Date): Promise<CheckedSession> {
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
