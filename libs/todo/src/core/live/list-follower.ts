import type { ListChanges } from './item-event.js';
import type { UserRef } from '../user-ref.js';

/** A client that follows the list of a user. */
export interface ListFollower {
  readonly user: UserRef;
  /** The session that it belongs to; none for an access token. */
  readonly sessionId: string | undefined;
  /** Until when it may, in milliseconds since 1970. */
  readonly until: number;
  /** The tag of the list that it has. */
  readonly tag: string;
  /** Whether all that was sent is on its way to the client. */
  readonly isReady: boolean;
  /** Bytes that were sent and wait in this process. */
  readonly unread: number;
  send(changes: ListChanges): void;
  /** Sends something without a meaning, so that a broken connection is noticed. */
  beat(): void;
  /** The client asks again, and begins where it was. */
  end(): void;
}
