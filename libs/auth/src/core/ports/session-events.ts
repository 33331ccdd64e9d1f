import type { authContract } from '#auth-kernel';
import type { EventOf } from '#seam';

/** Which sessions have ended. */
export type EndedSessions = EventOf<(typeof authContract.events)['session.ended']>['data'];

/** Tells other contexts that sessions have ended. */
export abstract class SessionEvents {
  /** Publishes `session.ended` with the open transaction. */
  abstract ended(which: EndedSessions): Promise<void>;
}
