import type { authContract } from '#auth-kernel';
import type { EventOf } from '#seam';

/** Which sessions have ended. */
export type EndedSessions = EventOf<(typeof authContract.events)['session.ended']>['data'];

/** Tells other contexts that sessions have ended. */
export abstract class SessionEvents {
  /**
   * Notes in the open transaction that one session ends, for a store that takes no part in it.
   *
   * @returns `false` if another request has noted it, and its end is not completed
   */
  abstract claim(sessionId: string): Promise<boolean>;

  /** The session has ended: nothing is noted of it any more. */
  abstract complete(sessionId: string): Promise<void>;

  /** Publishes `session.ended` with the open transaction. */
  abstract ended(which: EndedSessions): Promise<void>;
}
