import { Injectable, Logger } from '@nestjs/common';
import { authKernelErrors, SessionInvalidations } from '#auth-kernel';
import { reasonOf, ServiceError } from '#glue/errors';
import { type EndedSessions, SessionEvents } from '../ports/session-events.js';
import { type FreshSession, SessionsDal } from '../ports/sessions.dal.js';
import { Transactions } from '../ports/transactions.js';
import { UsersDal } from '../ports/users.dal.js';

/** A user whose sessions end. */
interface Owner {
  id: number;
  uniqueId: string;
}

/** A chain, and the public id of its user. */
interface Chain {
  chainId: string;
  uniqueId: string;
}

/** A change that belongs to the end of sessions, in its transaction. */
type Change = () => Promise<void>;
type ChangeOf = (session: FreshSession) => Promise<void>;

/**
 * Ends sessions, and publishes this to other contexts and within the process. The event is committed
 * with what belongs to it. If sessions are in another store, they end afterwards: what a killed process
 * leaves is done when its event is handled ({@link EndedSessionsHandler}).
 */
@Injectable()
export class SessionEndings {
  private readonly logger = new Logger(SessionEndings.name);

  constructor(
    private readonly store: SessionsDal,
    private readonly users: UsersDal,
    private readonly events: SessionEvents,
    private readonly transactions: Transactions,
    private readonly ended: SessionInvalidations,
  ) {}

  /**
   * Ends the current session of a chain, and resolves to it if there was one.
   *
   * @param change gets the session; not called if there is none
   */
  async endChain(chain: Chain, change: ChangeOf): Promise<FreshSession | undefined> {
    const session = this.store.isTransactional
      ? await this.endInTransaction(chain, change)
      : await this.endAfterTransaction(chain, change);
    if (session) this.publish(session.id);
    return session;
  }

  /**
   * Ends all sessions of a user that have begun before, except those of one chain.
   *
   * @param change makes logins with the former credentials fail from then on; a rejection ends nothing
   * @throws ServiceError `session_ended` if the user is gone
   */
  async endEarlier(user: Owner, exceptChain: string | undefined, change: Change): Promise<void> {
    const { id: userId, uniqueId } = user;
    const ended = await this.transactions.transaction('the end of sessions', async () => {
      await change();
      const generation = await this.users.nextGeneration(userId);
      if (generation === undefined) throw new ServiceError(authKernelErrors.session_ended);
      const which = { userId, uniqueId, generation, exceptSessionId: exceptChain };
      if (this.store.isTransactional) await this.apply(which);
      await this.events.ended(which);
      return which;
    });
    if (!this.store.isTransactional) await this.apply(ended).catch((error) => this.warn(error));
    this.ended.publish({ userId });
  }

  /** Ends the sessions of an event, unless they have ended. */
  async apply({ userId, sessionId, generation, exceptSessionId }: EndedSessions): Promise<void> {
    if (sessionId !== undefined) await this.store.endChain(sessionId);
    else if (generation !== undefined) {
      await this.store.endEarlier(userId, generation, exceptSessionId);
    }
  }

  /** Ends all sessions of a user. On failure, caches of the process still drop them. */
  async endAllOf(userId: number): Promise<void> {
    try {
      await this.store.endAllOf(userId);
    } finally {
      this.ended.publish({ userId });
    }
  }

  publish(sessionId: string): void {
    this.ended.publish({ sessionId });
  }

  private endInTransaction(chain: Chain, change: ChangeOf): Promise<FreshSession | undefined> {
    return this.transactions.transaction('the end of a session', async () => {
      const session = await this.store.endChain(chain.chainId);
      if (session) await this.note(session, chain, change);
      return session;
    });
  }

  private async endAfterTransaction(chain: Chain, change: ChangeOf) {
    const session = await this.store.current(chain.chainId);
    if (!session) return undefined;
    const isFirst = await this.transactions.transaction('the end of a session', async () => {
      const isClaimed = await this.events.claim(chain.chainId);
      if (isClaimed) await this.note(session, chain, change);
      return isClaimed;
    });
    if (!isFirst) return undefined;
    // The handler of the event, in another process, may have been faster.
    return (await this.store.endChain(chain.chainId)) ?? session;
  }

  private async note(session: FreshSession, { chainId, uniqueId }: Chain, change: ChangeOf) {
    await this.events.ended({ userId: session.userId, uniqueId, sessionId: chainId });
    await change(session);
  }

  private warn(error: unknown): void {
    this.logger.warn(`sessions have not ended yet, and will: ${reasonOf(error)}`);
  }
}
