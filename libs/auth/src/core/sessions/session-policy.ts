import type { CheckedSession, StoredSession } from '../ports/sessions.dal.js';

const MAX_TOUCH_INTERVAL_MS = 30_000;

/** How long a session lasts without use, and at all. */
export interface Timeouts {
  idleMs: number;
  maxMs: number;
}

/** The timeouts of sessions. Pure: the caller passes the time. */
export class SessionPolicy {
  /** Uses are stored at most this often, to save writes. */
  readonly touchIntervalMs: number;

  /** @param remembered those of sessions that people asked to keep */
  constructor(
    private readonly usual: Timeouts,
    private readonly remembered: Timeouts = usual,
  ) {
    const shortest = Math.min(usual.idleMs, remembered.idleMs);
    this.touchIntervalMs = Math.min(MAX_TOUCH_INTERVAL_MS, shortest / 10);
  }

  /** The absolute deadline of a session made now, in whole seconds as a token's `exp` is. */
  absoluteDeadline(now: Date, isRemembered = false): Date {
    const { maxMs } = isRemembered ? this.remembered : this.usual;
    return new Date(Math.floor((now.getTime() + maxMs) / 1000) * 1000);
  }

  /**
   * The expiry of a session that is not used again. A use may not be stored for the touch interval,
   * so a session may end that much earlier, and never later: the idle timeout is an upper bound.
   */
  deadline({ lastUsedAt, expiresAt, login }: CheckedSession): Date {
    const { idleMs } = login?.isRemembered ? this.remembered : this.usual;
    const idleDeadline = lastUsedAt.getTime() + idleMs;
    return new Date(Math.min(idleDeadline, expiresAt.getTime()));
  }

  /** Neither replaced nor past its deadline. */
  lives(session: CheckedSession & Pick<StoredSession, 'replacement'>, now: Date): boolean {
    return !session.replacement && now < this.deadline(session);
  }
}
