import { Injectable } from '@nestjs/common';
import { authContract } from '#auth-kernel';
import { type EventOf, On } from '#seam';
import { SessionEvents } from '../ports/session-events.js';
import { SessionsDal } from '../ports/sessions.dal.js';
import { SessionEndings } from './session-endings.js';

type SessionEnded = EventOf<(typeof authContract.events)['session.ended']>;

/** Completes the end of sessions that are in another store than users. */
@Injectable()
export class EndedSessionsHandler {
  constructor(
    private readonly store: SessionsDal,
    private readonly endings: SessionEndings,
    private readonly events: SessionEvents,
  ) {}

  /** All else is done before: only the position is stored, and that the end is completed. */
  @On(authContract, 'session.ended', { startsAt: 'beginning', prepare: 'end' })
  async complete({ data: { sessionId } }: SessionEnded): Promise<void> {
    if (sessionId !== undefined && !this.store.isTransactional) {
      await this.events.complete(sessionId);
    }
  }

  /** Not within the transaction: the other store may not answer. Once more changes nothing. */
  async end({ data }: SessionEnded): Promise<void> {
    if (!this.store.isTransactional) await this.endings.apply(data);
  }
}
