import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { UserEvent, UserEventCursor } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { USER_EVENT_DAL, type UserEventDal } from '../dal/user-event.dal.js';
import { SessionsService } from './sessions.service.js';

/** Tells what happened to users, and does auth's own part of it. */
@Injectable()
export class UserEventsService implements OnApplicationBootstrap {
  constructor(
    @Inject(USER_EVENT_DAL) private readonly events: UserEventDal,
    private readonly sessions: SessionsService,
  ) {}

  /** What a process that crashed in between has left to do. */
  async onApplicationBootstrap(): Promise<void> {
    await this.endSessionsOfDeleted();
  }

  /**
   * The events after a cursor, oldest first.
   *
   * @throws ServiceError `event_cursor_unknown` if the cursor's event is not there.
   */
  async after(cursor: UserEventCursor | undefined, limit: number): Promise<UserEvent[]> {
    if (!cursor) return this.events.from(1, limit);
    // The cursor's own event comes first, if it is there: one look at one state tells both.
    const [known, ...events] = await this.events.from(cursor.id, limit + 1);
    if (known?.id === cursor.id && known.eventId === cursor.eventId) return events;
    throw new ServiceError('event_cursor_unknown');
  }

  deletionsOf(userIds: readonly number[]): Promise<UserEvent[]> {
    return this.events.deletionsOf(userIds);
  }

  /**
   * Ends what sessions deleted users may still have. Those in the database went with the
   * user; those that are kept elsewhere end here, and so does one that a login began meanwhile.
   */
  async endSessionsOfDeleted(): Promise<void> {
    for (const { id, userId } of await this.events.withOpenSessions()) {
      await this.sessions.endAllOf(userId);
      await this.events.markSessionsEnded(id);
    }
  }
}
