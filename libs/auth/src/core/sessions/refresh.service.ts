import { Injectable } from '@nestjs/common';
import { authKernelErrors, type TokenClaims } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { AccountAudit } from '../ports/account-audit.js';
import { systemEntry } from '../audit-entries.js';
import { type FreshSession, SessionsDal, type StoredSession } from '../ports/sessions.dal.js';
import { TokenMinter } from '../ports/token-minter.js';
import { Clock } from '../clock.js';
import { logSecurityEvent } from '../security-log.js';
import { assertSameUser, chainOf, claimsOf, newSessionId } from './session-claims.js';
import { SessionEndings } from './session-endings.js';
import {
  assertNotTooEarly,
  isReused,
  KEEP_REPLACED_MS,
  REFRESH_GRACE_MS,
} from './refresh-policy.js';
import { isProvenSince } from './proof-policy.js';
import { SessionPolicy } from './session-policy.js';

/** Replaces sessions by successors. The sessions of one login are a chain. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly store: SessionsDal,
    private readonly policy: SessionPolicy,
    private readonly tokens: TokenMinter,
    private readonly endings: SessionEndings,
    private readonly audit: AccountAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the session of a token by a new one with the same absolute deadline, and resolves to
   * the new token. The same old token, sent again within 10 s (two tabs, a lost response), gives
   * the same new one. A later reuse means that a token was stolen, and ends the whole chain (RFC
   * 9700, 4.14.2).
   *
   * A token that was replaced by a proof leads to no successor: the new one is for who has proven it.
   *
   * @throws ServiceError `unauthenticated`, `session_ended`; `too_many_requests` if the session is
   * itself a successor and less than a second old
   */
  async refresh(token: string): Promise<string> {
    const { claims } = this.tokens.check(token);
    const now = this.clock.now();
    const session = await this.store.find(claims.sid);
    if (session) assertSameUser(session, claims);
    if (!session || isReused(session, now)) return this.refuseReuse(claims, session, now);
    const successor = session.replacement
      ? await this.liveSuccessor(session, now)
      : await this.replace(session, claims, now);
    return this.tokens.sign(claimsOf(successor, claims.unique_id));
  }

  private async replace(
    session: StoredSession,
    { unique_id }: TokenClaims,
    now: Date,
  ): Promise<FreshSession> {
    const { id, chainId, userId, expiresAt } = session;
    if (!this.policy.lives(session, now)) throw new ServiceError(authKernelErrors.session_ended);
    assertNotTooEarly(session, now);
    const times = { createdAt: now, lastUsedAt: now, expiresAt };
    const { login } = session;
    const successor = { id: newSessionId(), chainId, userId, uniqueId: unique_id, ...times, login };
    const terms = {
      keepReplacedMs: KEEP_REPLACED_MS,
      keepSuccessorUntil: this.policy.deadline(successor),
    };
    if (await this.store.replace(id, successor, terms)) {
      this.endings.publish(id);
      return successor;
    }
    // Another request has replaced or ended it meanwhile.
    return this.liveSuccessor(await this.store.find(id), now);
  }

  /** Follows a replaced session to the active one. */
  private async liveSuccessor(session: StoredSession | undefined, now: Date) {
    let current = session;
    while (current?.replacement) current = await this.store.find(current.replacement.id);
    const isUsable = current && this.policy.lives(current, now);
    if (!isUsable || (session && isProvenSince(session, current!)))
      throw new ServiceError(authKernelErrors.session_ended);
    return current!;
  }

  /**
   * Ends the chain of a session that is gone or was replaced before the grace period. Ends nothing
   * if this request was so slow that the session may have existed when it arrived.
   */
  private async refuseReuse(
    claims: TokenClaims,
    session: StoredSession | undefined,
    requestedAt: Date,
  ): Promise<never> {
    const waitedMs = this.clock.now().getTime() - requestedAt.getTime();
    if (session || waitedMs < KEEP_REPLACED_MS - REFRESH_GRACE_MS) {
      const chain = { chainId: session?.chainId ?? chainOf(claims), uniqueId: claims.unique_id };
      const ended = await this.endings.endChain(chain, ({ userId }) =>
        this.audit.add(systemEntry('session_ended', { id: userId })),
      );
      if (ended) logSecurityEvent('refresh_reused', claims.unique_id);
    }
    throw new ServiceError(authKernelErrors.session_ended);
  }
}
