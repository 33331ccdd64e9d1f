/** Something that happened to a user, for other contexts to follow. */
export interface StoredUserEvent {
  /** Assigned in commit order: a reader that has read one event has missed none before it. */
  id: number;
  /** Random: tells an event apart from one that got the same id after a restore. */
  eventId: string;
  type: 'user.deleted';
  userId: number;
  uniqueId: string;
}

/** Reads what `UsersDal` has noted. */
export interface UserEventsDal {
  /** At most `limit` events from `id` on, that one included, in the order of ids. */
  from(id: number, limit: number): Promise<StoredUserEvent[]>;

  /** The deletions among the events of these users, in no particular order. */
  deletionsOf(userIds: readonly number[]): Promise<StoredUserEvent[]>;

  /** At most `limit` deletions after which sessions have not been ended for certain, oldest first. */
  withOpenSessions(limit: number): Promise<StoredUserEvent[]>;

  /** Notes that no session of a deleted user is left. */
  markSessionsEnded(userId: number): Promise<void>;
}

/** Injects the implementation of {@link UserEventsDal}. */
export const USER_EVENTS_DAL = Symbol('USER_EVENTS_DAL');
