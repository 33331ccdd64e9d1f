import { Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import type { UserEvent, UserEventCursor } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { UserEventsDal } from '../ports/user-events.dal.js';
import { SessionsService } from '../sessions/sessions.service.js';

/** Deleted users per step, with two commands each. A stop waits for a step. */
export const STEP_USERS = 10;

/** Returns the events of users, and completes deletions in auth. */
@Injectable()
export class UserEventsService {
  constructor(
    private readonly events: UserEventsDal,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * The events after a cursor, oldest first.
   *
   * @throws ServiceError `event_cursor_unknown` if the cursor's event is not there.
   */
  async after(cursor: UserEventCursor | undefined, limit: number): Promise<UserEvent[]> {
    if (!cursor) return this.events.from(1, limit);
    // The cursor's event is the first, if it exists: one query on one snapshot answers both.
    const [known, ...events] = await this.events.from(cursor.id, limit + 1);
    if (known?.id === cursor.id && known.eventId === cursor.eventId) return events;
    throw new ServiceError(authKernelErrors.event_cursor_unknown);
  }

  deletionsOf(userIds: readonly number[]): Promise<UserEvent[]> {
    return this.events.deletionsOf(userIds);
  }

  /**
   * Ends the remaining sessions of a deleted user. Those in the database were deleted with the
   * user. Those in another store end here, and so does one that a concurrent login has created.
   */
  async endSessionsOf(userId: number): Promise<void> {
    await this.sessions.endAllOf(userId);
    await this.events.markSessionsEnded(userId);
  }

  /**
   * Repeats this for some of those for whom it failed or was interrupted. A failure for one user
   * does not delay the others.
   *
   * @returns whether there may be more
   * @throws the first error, after all have been tried
   */
  async endSomeSessions(): Promise<boolean> {
    const due = await this.events.withOpenSessions(STEP_USERS);
    const errors: unknown[] = [];
    for (const { userId } of due) {
      await this.endSessionsOf(userId).catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
    return due.length === STEP_USERS;
  }
}
