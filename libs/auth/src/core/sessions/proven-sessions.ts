import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { Clock } from '../clock.js';
import { type FreshSession, SessionsDal, type StoredSession } from '../ports/sessions.dal.js';
import { TokenMinter } from '../ports/token-minter.js';
import { Transactions } from '../ports/transactions.js';
import type { Caller } from './account-sessions.service.js';
import { isRecentlyProven, provenLogin } from './proof-policy.js';
import { KEEP_REPLACED_MS } from './refresh-policy.js';
import { claimsOf, newSessionId } from './session-claims.js';
import { SessionEndings } from './session-endings.js';
import { SessionPolicy } from './session-policy.js';

/** A session with a new proof, and its token. */
export interface Renewed {
  session: FreshSession;
  token: string;
}

/** What sessions know of the last proof of their users. */
@Injectable()
export class ProvenSessions {
  constructor(
    private readonly store: SessionsDal,
    private readonly policy: SessionPolicy,
    private readonly tokens: TokenMinter,
    private readonly endings: SessionEndings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceError `session_ended` */
  async isRecent(caller: Caller, now: Date): Promise<boolean> {
    return isRecentlyProven(await this.find(caller), now);
  }

  /**
   * Replaces the caller's session by one with a proof from now, of the same chain (ASVS 7.2.4).
   *
   * @param spend uses up what was proven, in the same transaction; before it if sessions are in another store
   * @throws ServiceError `session_ended` if another request was faster; what `spend` throws
   */
  async renew(caller: Caller, spend?: () => Promise<void>): Promise<Renewed> {
    const session = await this.find(caller);
    const successor = this.successorOf(session, caller);
    const replace = async () => {
      if (!(await this.replace(session, successor))) throw ended();
    };
    if (this.store.isTransactional) {
      await this.transactions.transaction('a proof', async () => {
        await spend?.();
        await replace();
      });
    } else {
      if (spend) await this.transactions.transaction('a proof', spend);
      await replace();
    }
    this.endings.publish(session.id);
    return { session: successor, token: this.tokens.sign(claimsOf(successor, caller.uniqueId)) };
  }

  private successorOf(session: StoredSession, { uniqueId }: Caller): FreshSession {
    const now = this.clock.now();
    const { chainId, userId, expiresAt } = session;
    const times = { createdAt: now, lastUsedAt: now, expiresAt };
    const login = provenLogin(session, now);
    return { id: newSessionId(), chainId, userId, uniqueId, ...times, login };
  }

  private replace({ id }: StoredSession, successor: FreshSession): Promise<boolean> {
    const keepSuccessorUntil = this.policy.deadline(successor);
    return this.store.replace(id, successor, {
      keepReplacedMs: KEEP_REPLACED_MS,
      keepSuccessorUntil,
    });
  }

  private async find({ sessionId }: Caller): Promise<StoredSession> {
    const session = await this.store.find(sessionId);
    if (!session || !this.policy.lives(session, this.clock.now())) throw ended();
    return session;
  }
}

function ended(): ServiceError {
  return new ServiceError(authKernelErrors.session_ended);
}
