import { randomUUID } from 'node:crypto';
import type { UserRef } from '../user-ref.js';
import type { EventCursor, UserDeletionDal } from './user-deletion.dal.js';

/** Users that no other test of a file uses. */
export function anyUsers(first = 1): { next(): UserRef } {
  let id = first;
  return { next: () => ({ userId: id, uniqueId: `user ${id++}` }) };
}

/** The next event after a cursor. */
export function eventAfter(cursor: EventCursor | undefined): EventCursor {
  return { id: (cursor?.id ?? 0) + 1, eventId: randomUUID() };
}

/** Applies the deletion of a user, as the next event of auth. */
export async function deleteUser(dal: UserDeletionDal, user: UserRef): Promise<void> {
  const cursor = await dal.cursor();
  expect(await dal.advance(cursor, eventAfter(cursor), user)).toBe(true);
}
