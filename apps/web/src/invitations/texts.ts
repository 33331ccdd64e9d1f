import { parts } from '../texts/parts.js';
import { t } from '../texts/index.js';

export const words = parts.invitations;

/** A day, as in `December 14, 2026`. */
export function dayOf(time: string): string {
  return new Intl.DateTimeFormat(t.language, { dateStyle: 'long' }).format(new Date(time));
}
