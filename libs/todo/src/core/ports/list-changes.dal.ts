import type { ListChanges } from '../live/item-event.js';
import type { UserRefusal } from '../refusal.js';
import type { UserRef } from '../user-ref.js';

/** What has become of lists, for clients that follow them. */
export abstract class ListChangesDal {
  /**
   * What has changed in the list of a user, as it is now or later. The whole list without a tag, or for one whose
   * changes are not known: of another epoch, or too old.
   *
   * @param since the tag of the list that the client has
   */
  abstract since(user: UserRef, since: string | undefined): Promise<ListChanges | UserRefusal>;

  /** The present tags of the lists of users; none for a deleted user. */
  abstract tagsOf(userIds: readonly number[]): Promise<Map<number, string>>;

  /**
   * Those of the users whose lists may have changed since the last call, as far as is known at once: {@link tagsOf}
   * finds all.
   */
  abstract recentOf(userIds: readonly number[]): Promise<number[]>;

  /** Grows when lists may have changed: what is read at a version is not older than it. */
  abstract readonly version: number;

  /** Resolves when that version is another one, after so many milliseconds, or when the signal is aborted. */
  abstract next(version: number, ms: number, signal: AbortSignal): Promise<void>;

  /** Whether changes of other processes are announced at once. Otherwise polling finds them. */
  abstract readonly hears: boolean;
}
