import type { UserRefusal } from './refusal.js';

/**
 * A user, as the store of items identifies one. Items belong to the id. The public id tells whether
 * it is still the same user: a restore of auth may reuse ids.
 */
export interface UserRef {
  id: number;
  uniqueId: string;
}

/** What a store knows of the user with an id. */
export interface KnownUser {
  uniqueId: string;
  isDeleted: boolean;
}

/** Why a user is refused; `undefined` for an unknown user, who is accepted. */
export function userRefusal(
  { uniqueId }: Pick<UserRef, 'uniqueId'>,
  known: KnownUser | undefined,
): UserRefusal | undefined {
  if (!known) return undefined;
  if (known.uniqueId !== uniqueId) return 'user_replaced';
  return known.isDeleted ? 'user_deleted' : undefined;
}
