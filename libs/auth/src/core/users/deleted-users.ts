import { Injectable } from '@nestjs/common';
import { authContract } from '#auth-kernel';
import { type EventOf, On } from '#seam';
import { SessionsService } from '../sessions/sessions.service.js';

type UserDeleted = EventOf<(typeof authContract.events)['user.deleted']>;

/** Completes deletions in auth. */
@Injectable()
export class DeletedUsers {
  constructor(private readonly sessions: SessionsService) {}

  /**
   * Ends the remaining sessions of a deleted user. Those in the database were deleted with the
   * user. Those in another store end here, and so does one that a concurrent login has created.
   */
  @On(authContract, 'user.deleted', { startsAt: 'beginning' })
  async endSessions({ data }: UserDeleted): Promise<void> {
    await this.sessions.endAllOf(data.userId);
  }
}
