import { createHash } from 'node:crypto';
import type { DetailedDraft } from '../details/detailed-item.js';

/**
 * A hash of what an item is to be. Empty fields do not count: one that a later version adds leaves the hash of
 * an earlier draft as it was.
 */
export function draftFingerprint(draft: DetailedDraft): string {
  const given = Object.entries(draft).filter(([, value]) => !isEmpty(value));
  return createHash('sha256').update(JSON.stringify(given.sort())).digest('base64url');
}

function isEmpty(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}
