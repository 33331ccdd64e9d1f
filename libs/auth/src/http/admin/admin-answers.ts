import type { z } from 'zod';
import type { AdministeredUser } from '../../core/ports/administration/administered-users.dal.js';
import { cursorAfter } from './admin-cursor.js';
import type { administeredUser, usersAnswer } from './admin.schemas.js';

/** A user on the wire, for administrators. */
export function userAnswer(user: AdministeredUser): z.output<typeof administeredUser> {
  const { uniqueId, email, role, createdAt, disabledAt } = user;
  return {
    ...{ unique_id: uniqueId, email, role, created_at: createdAt.toISOString() },
    disabled_at: disabledAt?.toISOString() ?? null,
  };
}

/** A page of users on the wire. */
export function usersPage(
  users: readonly AdministeredUser[],
  limit: number,
  isSearch: boolean,
): z.output<typeof usersAnswer> {
  const isFull = users.length === limit;
  return {
    users: users.map(userAnswer),
    next_cursor: isFull ? cursorAfter(users.at(-1)!, isSearch) : null,
  };
}
