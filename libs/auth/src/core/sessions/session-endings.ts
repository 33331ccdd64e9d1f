import { Injectable } from '@nestjs/common';
import { SessionInvalidations } from '#auth-kernel';
import { type FreshSession, SessionsDal } from '../ports/sessions.dal.js';

/** Ends sessions, and publishes this within the process. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly store: SessionsDal,
    private readonly ended: SessionInvalidations,
  ) {}

  /** Ends the current session of a chain, and resolves to it if there was one. */
  async endChain(chainId: string): Promise<FreshSession | undefined> {
    const session = await this.store.endChain(chainId);
    if (session) this.publish(session.id);
    return session;
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
}
