import type { FreshSession } from '../ports/sessions.dal.js';

/** How long a proof counts as recent. */
export const RECENT_FOR_MS = 10 * 60_000;

/** The last proof of a session: its login, or a later one. Sessions of an earlier version tell none. */
export function lastProofOf({ login }: FreshSession): Date | undefined {
  return login?.provedAt ?? login?.at;
}

/** Whether it is at most {@link RECENT_FOR_MS} old. */
export function isRecentlyProven(session: FreshSession, now: Date): boolean {
  const at = lastProofOf(session);
  return at !== undefined && now.getTime() - at.getTime() <= RECENT_FOR_MS;
}

/** Whether a successor of a session has a later proof. */
export function isProvenSince(session: FreshSession, successor: FreshSession): boolean {
  const [before, after] = [lastProofOf(session), lastProofOf(successor)];
  return after !== undefined && (before === undefined || after > before);
}

/** A login with a proof at this time. The login of a session of an earlier version is unknown. */
export function provenLogin({ login, createdAt }: FreshSession, provedAt: Date) {
  return { at: createdAt, generation: 0, isRemembered: false, ...login, provedAt };
}
