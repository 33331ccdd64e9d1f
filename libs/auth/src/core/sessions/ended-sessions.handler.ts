import { Injectable } from '@nestjs/common';
import { authContract } from '#auth-kernel';
import { type EventOf, On } from '#seam';
import { SessionsDal } from '../ports/sessions.dal.js';
import { SessionEndings } from './session-endings.js';

type SessionEnded = EventOf<(typeof authContract.events)['session.ended']>;

/** Completes the end of sessions that are in another store than users. */
@Injectable()
export class EndedSessionsHandler {
  constructor(
    private readonly store: SessionsDal,
    private readonly endings: SessionEndings,
  ) {}

  /** All is done before the event is: only its position is stored. */
  @On(authContract, 'session.ended', { startsAt: 'beginning', prepare: 'end' })
  async complete(): Promise<void> {}

  /** Not within the transaction: the other store may not answer. Once more changes nothing. */
  async end({ data }: SessionEnded): Promise<void> {
    if (!this.store.isTransactional) await this.endings.apply(data);
  }
}
