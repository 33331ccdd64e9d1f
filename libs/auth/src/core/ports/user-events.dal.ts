import type { UserEvent } from '#auth-kernel';

/** Reads the events that `UsersDal` has stored. */
export abstract class UserEventsDal {
  /**
   * At most `limit` events from `id` on (inclusive), in the order of ids. These are assigned in
   * commit order: a reader that has read one event has missed none before it.
   */
  abstract from(id: number, limit: number): Promise<UserEvent[]>;

  /** The deletions among the events of these users, in no particular order. */
  abstract deletionsOf(userIds: readonly number[]): Promise<UserEvent[]>;

  /** At most `limit` deletions after which sessions may still exist, oldest first. */
  abstract withOpenSessions(limit: number): Promise<UserEvent[]>;

  /** Stores that a deleted user has no session any more. */
  abstract markSessionsEnded(userId: number): Promise<void>;
}
