import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { todoErrors } from '../todo.errors.js';
import type { UserRef } from './user-ref.js';

const ERRORS = {
  user_deleted: authKernelErrors.session_ended,
  user_replaced: todoErrors.user_id_reused,
  item_missing: todoErrors.item_not_found,
  too_many_items: todoErrors.item_limit_reached,
  titles_too_long: todoErrors.title_limit_reached,
  target_deleted: authKernelErrors.user_not_found,
  target_replaced: todoErrors.user_id_reused,
  already_member: todoErrors.already_shared,
  too_many_shares: todoErrors.share_limit_reached,
  too_many_members: todoErrors.member_limit_reached,
  member_missing: todoErrors.connection_not_found,
};

/** Why a store refused an operation. Nothing was changed. */
export type Refusal = keyof typeof ERRORS;

/** About the caller. */
export type UserRefusal = 'user_deleted' | 'user_replaced';

/** About the user with whom an item is to be shared. */
export type TargetRefusal = 'target_deleted' | 'target_replaced';

export function asTarget(refusal: UserRefusal): TargetRefusal {
  return refusal === 'user_deleted' ? 'target_deleted' : 'target_replaced';
}

/** What a store knows of the user with an id; nulls for an unknown user. */
export interface KnownUser {
  uniqueId: string | null;
  isDeleted: boolean | null;
}

/** Why a user is refused; `undefined` for an unknown user, who is accepted. */
export function userRefusal(
  { uniqueId }: UserRef,
  known: KnownUser | undefined,
): UserRefusal | undefined {
  if (!known || known.uniqueId === null) return undefined;
  if (known.uniqueId !== uniqueId) return 'user_replaced';
  return known.isDeleted ? 'user_deleted' : undefined;
}

/** @throws ServiceError if a store refused; see {@link Refusal} */
export function unwrap<T>(result: T | Refusal): Exclude<T, Refusal> {
  if (isRefusal(result)) throw new ServiceError(ERRORS[result]);
  return result as Exclude<T, Refusal>;
}

function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'string' && Object.hasOwn(ERRORS, result);
}
