import { OVER, type RemindAt } from '../../../core/schedule/remind-at.js';

/** As `remind_at` stores it. */
export function storedRemindAt(at: RemindAt): Date | 'infinity' | null {
  if (at === OVER) return 'infinity';
  return at === null ? null : new Date(at);
}
