import type { UserRef } from '../user-ref.js';

/** Users that no other test of a file uses. */
export function anyUsers(first = 1): { next(): UserRef } {
  let id = first;
  return { next: () => ({ userId: id, uniqueId: `user ${id++}` }) };
}

/** A user, as a reference. */
export const referenceTo = ({ userId: id, uniqueId }: UserRef) => ({ id, uniqueId });
