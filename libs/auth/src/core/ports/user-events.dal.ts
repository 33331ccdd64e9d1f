/** An event of a user, for other contexts. */
export interface StoredUserEvent {
  /** Assigned in commit order: a reader that has read one event has missed none before it. */
  id: number;
  /** Random: distinguishes an event from one with the same id after a restore. */
  eventId: string;
  type: 'user.deleted';
  userId: number;
  uniqueId: string;
}

/** Reads the events that `UsersDal` has stored. */
export abstract class UserEventsDal {
  /** At most `limit` events from `id` on (inclusive), in the order of ids. */
  abstract from(id: number, limit: number): Promise<StoredUserEvent[]>;

  /** The deletions among the events of these users, in no particular order. */
  abstract deletionsOf(userIds: readonly number[]): Promise<StoredUserEvent[]>;

  /** At most `limit` deletions after which sessions may still exist, oldest first. */
  abstract withOpenSessions(limit: number): Promise<StoredUserEvent[]>;

  /** Stores that a deleted user has no session any more. */
  abstract markSessionsEnded(userId: number): Promise<void>;
}
