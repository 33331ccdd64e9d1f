import type { FreshSession, StoredSession } from '../ports/sessions.dal.js';

const MAX_TOUCH_INTERVAL_MS = 30_000;

/** How long a token that was just refreshed still leads to its successor. */
export const REFRESH_GRACE_MS = 10_000;
/** A replaced session is kept a little longer, as clocks of machines and of Redis differ. */
export const KEEP_REPLACED_MS = REFRESH_GRACE_MS + 500;
/** A session is replaced by a new one at most this often. */
export const MIN_REFRESH_INTERVAL_MS = 1_000;

/** The timeouts of sessions. Pure: the caller passes the time. */
export class SessionPolicy {
  /** Uses are noted at most this often, to spare writes. */
  readonly touchIntervalMs: number;

  constructor(
    private readonly idleMs: number,
    private readonly maxMs: number,
  ) {
    this.touchIntervalMs = Math.min(MAX_TOUCH_INTERVAL_MS, idleMs / 10);
  }

  /** The absolute deadline of a session made now, in whole seconds as a token's `exp` is. */
  absoluteDeadline(now: Date): Date {
    return new Date(Math.floor((now.getTime() + this.maxMs) / 1000) * 1000);
  }

  /**
   * When a session ends if it is not used again. As a use may go unnoted for the touch
   * interval, that may be as much early, and is never late: the idle time is an upper bound.
   */
  deadline({ lastUsedAt, expiresAt }: FreshSession): Date {
    const idleDeadline = lastUsedAt.getTime() + this.idleMs;
    return new Date(Math.min(idleDeadline, expiresAt.getTime()));
  }

  /** Neither replaced nor past its deadline. */
  lives(session: StoredSession, now: Date): boolean {
    return !session.replacement && now < this.deadline(session);
  }
}
