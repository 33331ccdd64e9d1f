import { Inject, Injectable } from '@nestjs/common';
import { authKernelErrors } from '#auth-kernel';
import type { UserEvent, UserEventCursor } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { USER_EVENTS_DAL, type UserEventsDal } from '../ports/user-events.dal.js';
import { SessionsService } from '../sessions/sessions.service.js';

/** Deleted users whose sessions are ended at a step, which a stop waits for: two commands each. */
export const STEP_USERS = 10;

/** Tells what happened to users, and does auth's own part of it. */
@Injectable()
export class UserEventsService {
  constructor(
    @Inject(USER_EVENTS_DAL) private readonly events: UserEventsDal,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * The events after a cursor, oldest first.
   *
   * @throws ServiceError `event_cursor_unknown` if the cursor's event is not there.
   */
  async after(cursor: UserEventCursor | undefined, limit: number): Promise<UserEvent[]> {
    if (!cursor) return this.events.from(1, limit);
    // The cursor's event is first, if it exists: one query on one snapshot answers both.
    const [known, ...events] = await this.events.from(cursor.id, limit + 1);
    if (known?.id === cursor.id && known.eventId === cursor.eventId) return events;
    throw new ServiceError(authKernelErrors.event_cursor_unknown);
  }

  deletionsOf(userIds: readonly number[]): Promise<UserEvent[]> {
    return this.events.deletionsOf(userIds);
  }

  /**
   * Ends what sessions a deleted user may still have. Those in the database went with the
   * user; those that are kept elsewhere end here, and so does one that a login began meanwhile.
   */
  async endSessionsOf(userId: number): Promise<void> {
    await this.sessions.endAllOf(userId);
    await this.events.markSessionsEnded(userId);
  }

  /**
   * Does so for some of those for whom it failed, or whose process crashed before. One for
   * whom it fails again holds up no others.
   *
   * @returns whether there may be more
   * @throws the first error, after the others have had their turn
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
