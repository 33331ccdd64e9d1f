import type { UserRefusal } from './refusal.js';

/**
 * A user, as items know one. Items belong to the id. The public id tells whether
 * it is still the same user: ids may come again after a restore of auth.
 */
export interface UserRef {
  id: number;
  uniqueId: string;
}

/** What a store knows of the user under an id. */
export interface KnownUser {
  uniqueId: string;
  isDeleted: boolean;
}

/** Why a user may do nothing here. A user whom the store does not know yet may. */
export function userRefusal(
  { uniqueId }: Pick<UserRef, 'uniqueId'>,
  known: KnownUser | undefined,
): UserRefusal | undefined {
  if (!known) return undefined;
  if (known.uniqueId !== uniqueId) return 'user_replaced';
  return known.isDeleted ? 'user_deleted' : undefined;
}
