/** Something that happened to a user, for other contexts to follow. */
export interface StoredUserEvent {
  /** Handed out in the order of commits: whoever has read one has missed none before it. */
  id: number;
  /** Random: tells an event apart from one that got the same id after a restore. */
  eventId: string;
  type: 'user.deleted';
  userId: number;
  uniqueId: string;
}

/** Reads what `UserDal` has noted. */
export interface UserEventDal {
  /** At most `limit` events from `id` on, that one included, in the order of ids. */
  from(id: number, limit: number): Promise<StoredUserEvent[]>;

  /** The deletions among the events of these users, in no particular order. */
  deletionsOf(userIds: readonly number[]): Promise<StoredUserEvent[]>;

  /** Deletions after which sessions have not been ended for certain. */
  withOpenSessions(): Promise<StoredUserEvent[]>;

  /** Notes that no session of the user is left. */
  markSessionsEnded(id: number): Promise<void>;
}

/** Injects the implementation of {@link UserEventDal}. */
export const USER_EVENT_DAL = Symbol('USER_EVENT_DAL');
