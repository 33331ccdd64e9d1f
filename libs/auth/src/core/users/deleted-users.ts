import { Injectable } from '@nestjs/common';
import { authContract } from '#auth-kernel';
import { type EventOf, On } from '#seam';
import { SessionsService } from '../sessions/sessions.service.js';

type UserDeleted = EventOf<(typeof authContract.events)['user.deleted']>;

/** Completes deletions in auth. */
@Injectable()
export class DeletedUsers {
  constructor(private readonly sessions: SessionsService) {}

  /** Nothing is left to do in the database: a user is deleted with the sessions in it. */
  @On(authContract, 'user.deleted', { startsAt: 'beginning', prepare: 'endSessions' })
  async complete(): Promise<void> {}

  /**
   * Ends sessions in another store, and one that a concurrent login has created. Not within the
   * transaction: the other store may not answer. Once more changes nothing.
   */
  async endSessions({ data }: UserDeleted): Promise<void> {
    await this.sessions.endAllOf(data.userId);
  }
}
