import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient, type UserEvent } from '#auth-kernel';
import type { UserRef } from './user-ref.js';
import { type EventCursor, UserDeletionDal } from './ports/user-deletion.dal.js';

const PAGE = 100;

/** Applies the deletions of users that auth reports. */
@Injectable()
export class UserDeletionsService {
  constructor(
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
    private readonly deletions: UserDeletionDal,
  ) {}

  /**
   * Applies all pending events, each once, also with concurrent callers, and makes auth continue its
   * ids above the largest one that is known here. Resolves to the number of events that this call applied.
   *
   * @param mayContinue called before each event
   * @throws ServiceError `event_cursor_unknown` if auth does not have the event that was applied
   * last; other errors of auth or the store
   */
  async catchUp(mayContinue: () => boolean = () => true): Promise<number> {
    let applied = 0;
    await this.reserveIds();
    for (;;) {
      const page = await this.pending(PAGE);
      let cursor = page.cursor;
      for (const event of page.events) {
        if (!mayContinue()) return applied;
        const moved = await this.deletions.advance(cursor, event, deletedBy(event));
        if (!moved) break; // another process is ahead: read the cursor again
        cursor = event;
        applied++;
      }
      if (page.events.length < PAGE) return applied;
    }
  }

  cursor(): Promise<EventCursor | undefined> {
    return this.deletions.cursor();
  }

  /**
   * The next events to apply, at most `limit`, and the cursor before them.
   *
   * @throws ServiceError as {@link catchUp}
   */
  async pending(limit: number) {
    const cursor = await this.deletions.cursor();
    return { cursor, events: await this.auth.userEvents({ after: cursor, limit }) };
  }

  /** After auth was restored from an older backup, a user id that is known here must not be reused. */
  private async reserveIds(): Promise<void> {
    const highest = await this.deletions.highestUserId();
    if (highest === undefined || highest <= (await this.auth.highestUserId(null))) return;
    await this.auth.continueUserIdsAbove(highest);
  }
}

/** Other events are skipped: a later version of auth may have more types. */
function deletedBy({ type, userId, uniqueId }: UserEvent): UserRef | undefined {
  return type === 'user.deleted' ? { userId, uniqueId } : undefined;
}
