import type { FreshSession, StoredSession } from '../ports/sessions.dal.js';

const MAX_TOUCH_INTERVAL_MS = 30_000;

/** The timeouts of sessions. Pure: the caller passes the time. */
export class SessionPolicy {
  /** Uses are stored at most this often, to save writes. */
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
   * The expiry of a session that is not used again. A use may not be stored for the touch interval,
   * so a session may end that much earlier, and never later: the idle timeout is an upper bound.
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
