import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  assertAccessToken,
  authKernelErrors,
  cacheKeyOfAccessToken,
  hashOfAccessToken,
  type ScopeName,
  type Session,
  SessionInvalidations,
} from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { MAX_ACCESS_TOKENS } from '../../auth.limits.js';
import { type AuditAction, ownEntry } from '../audit-entries.js';
import type { Client } from '../client.js';
import { AccountAudit } from '../ports/account-audit.js';
import { SessionsDal } from '../ports/sessions.dal.js';
import { Transactions } from '../ports/transactions.js';
import { MailLimiter } from '../limits/mail-limiter.js';
import { Clock } from '../clock.js';
import { isUnavailable } from '../is-unavailable.js';
import {
  type AccessToken,
  AccessTokensDal,
  type StoredAccessToken,
} from '../ports/access-tokens.dal.js';
import { logSecurityEvent } from '../security-log.js';
import { expiryAfter, TOUCH_INTERVAL_MS } from './access-token-policy.js';
import { newAccessToken } from './new-access-token.js';

/** Whose access tokens are meant. */
type Owner = Pick<Session, 'userId' | 'uniqueId'>;
/** The session that makes one. */
type Maker = Owner & { sessionId: string };

export interface WantedAccessToken {
  name: string;
  scopes: readonly ScopeName[];
  lifeDays: number;
}

/** Makes, lists, deletes and uses the access tokens of users. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly store: AccessTokensDal,
    private readonly ended: SessionInvalidations,
    private readonly transactions: Transactions,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
    private readonly sessions: SessionsDal,
    private readonly limiter: MailLimiter,
  ) {}

  /**
   * Makes an access token. This is the only time that `token` is known.
   *
   * @throws ServiceError `too_many_tokens`; `too_many_requests`; `session_ended` if the user was deleted, or the session has
   * ended meanwhile
   */
  async create(
    { userId, uniqueId, sessionId }: Maker,
    { name, scopes, lifeDays }: WantedAccessToken,
    client: Client,
  ): Promise<AccessToken & { token: string }> {
    await this.limiter.spendOn({ uniqueId });
    const [token, now] = [newAccessToken(), this.clock.now()];
    const times = { createdAt: now, expiresAt: expiryAfter(lifeDays, now) };
    const made = { id: randomUUID(), name, scopes: [...scopes], ...times };
    const added = { ...made, userId, tokenHash: hashOfAccessToken(token) };
    const chainId = (await this.sessions.find(sessionId))?.chainId;
    const outcome = await this.transactions.transaction('a new access token', async () => {
      const created = await this.store.create(added, MAX_ACCESS_TOKENS);
      if (created !== 'created') return created;
      // The user is locked: what ends all sessions and access tokens has happened, or does so later.
      await this.assertActive(chainId);
      await this.note('token_created', { userId, uniqueId }, client);
      return created;
    });
    if (outcome === 'limit_reached') throw new ServiceError(authErrors.too_many_tokens);
    if (outcome === 'user_gone') throw new ServiceError(authKernelErrors.session_ended);
    logSecurityEvent('token_created', uniqueId);
    return { ...made, lastUsedAt: null, token };
  }

  /** All of a user, newest first. */
  list(userId: number): Promise<AccessToken[]> {
    return this.store.listOf(userId);
  }

  /**
   * Deletes an access token of a user. This process refuses it at once, others when their cached check
   * expires.
   *
   * @throws ServiceError `token_not_found`, also for one of another user
   */
  async delete({ userId, uniqueId }: Owner, id: string, client: Client): Promise<void> {
    const tokenHash = await this.transactions.transaction('an access token', async () => {
      const deleted = await this.store.delete(userId, id);
      if (deleted) await this.note('token_deleted', { userId, uniqueId }, client);
      return deleted;
    });
    if (!tokenHash) throw new ServiceError(authErrors.token_not_found);
    this.ended.publish({ sessionId: cacheKeyOfAccessToken(tokenHash) });
    logSecurityEvent('token_deleted', uniqueId);
  }

  /**
   * Deletes all access tokens of a user, in the open transaction. The caller publishes within the process
   * that the sessions of the user have ended, which drops their cached checks, too.
   */
  async deleteAllOf(userId: number): Promise<void> {
    await this.store.deleteAllOf(userId);
  }

  /**
   * Uses an access token, and resolves to a session with its scopes.
   *
   * @throws ServiceError `unauthenticated` if it is malformed or unknown, has expired, or is of a
   * disabled user
   */
  async use(token: string): Promise<Session> {
    assertAccessToken(token);
    const found = await this.store.find(hashOfAccessToken(token));
    const now = this.clock.now();
    const uniqueId = found?.uniqueId;
    if (!found || !uniqueId || found.expiresAt <= now) {
      throw new ServiceError(authKernelErrors.unauthenticated);
    }
    await this.touch(found, now);
    const { userId, scopes, expiresAt } = found;
    return { userId, uniqueId, scopes, expiresAt: expiresAt.toISOString() };
  }

  private async assertActive(chainId: string | undefined): Promise<void> {
    const session = chainId !== undefined && (await this.sessions.current(chainId));
    if (!session) throw new ServiceError(authKernelErrors.session_ended);
  }

  private note(action: AuditAction, { userId, uniqueId }: Owner, client: Client): Promise<void> {
    return this.audit.add(ownEntry(action, { id: userId, uniqueId }, client));
  }

  private async touch({ id, lastUsedAt }: StoredAccessToken, now: Date): Promise<void> {
    const notSince = new Date(now.getTime() - TOUCH_INTERVAL_MS);
    if (lastUsedAt && lastUsedAt > notSince) return;
    try {
      await this.store.touch(id, now, notSince);
    } catch (error) {
      // A read-only database, such as a standby, can still tell what is valid.
      if (!isUnavailable(error)) throw error;
    }
  }
}
