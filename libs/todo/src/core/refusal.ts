import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type Known, type ReferenceRefusal, refusalOf } from '#seam';
import { todoErrors } from '../todo.errors.js';
import type { UserRef } from './user-ref.js';

const ERRORS = {
  user_deleted: authKernelErrors.session_ended,
  user_replaced: authKernelErrors.user_id_reused,
  item_missing: todoErrors.item_not_found,
  list_missing: todoErrors.list_not_found,
  list_in_use: todoErrors.list_not_empty,
  too_many_lists: todoErrors.list_limit_reached,
  too_many_items: todoErrors.item_limit_reached,
  titles_too_long: todoErrors.title_limit_reached,
  unknown_cursor: todoErrors.cursor_unknown,
  not_stored: todoErrors.database_required,
  key_in_use: todoErrors.idempotency_key_in_use,
  key_reused: todoErrors.idempotency_key_reused,
  client_id_used: todoErrors.client_id_used,
  item_gone: todoErrors.item_gone,
  target_deleted: authKernelErrors.user_not_found,
  target_replaced: authKernelErrors.user_id_reused,
  already_member: todoErrors.already_shared,
  too_many_shares: todoErrors.share_limit_reached,
  too_many_members: todoErrors.member_limit_reached,
  invitation_missing: todoErrors.invitation_not_found,
  too_many_invitations: todoErrors.invitation_limit_reached,
  sender_missing: todoErrors.sender_not_found,
  member_missing: todoErrors.connection_not_found,
};

/** Why a store refused an operation. Nothing was changed. */
export type Refusal = keyof typeof ERRORS;

/** A limit that filing an item in a shared list would exceed: of the item, or of a member who would get it. */
export type FilingRefusal = 'too_many_members' | 'too_many_shares';

/** A limit that a change of an item would exceed: of its owner, of members of the next one, or by filing it. */
export type OwnerRefusal = 'too_many_items' | 'titles_too_long' | FilingRefusal;

/** About the caller. */
export type UserRefusal = `user_${ReferenceRefusal}`;

/** About the user with whom an item is to be shared. */
export type TargetRefusal = `target_${ReferenceRefusal}`;

export function asTarget(refusal: UserRefusal): TargetRefusal {
  return refusal === 'user_deleted' ? 'target_deleted' : 'target_replaced';
}

/** Why a user is refused; `undefined` for an unknown user, who is accepted. */
export function userRefusal(user: UserRef, known: Known | undefined): UserRefusal | undefined {
  const refusal = refusalOf(user, known);
  return refusal && `user_${refusal}`;
}

/** When the same may succeed, in seconds. */
const RETRY_AFTER: Partial<Record<Refusal, number>> = { key_in_use: 1 };

/** @throws ServiceError if a store refused; see {@link Refusal} */
export function unwrap<T>(result: T | Refusal): Exclude<T, Refusal> {
  if (isRefusal(result)) {
    const retryAfterSeconds = RETRY_AFTER[result];
    throw new ServiceError(ERRORS[result], retryAfterSeconds ? { retryAfterSeconds } : {});
  }
  return result as Exclude<T, Refusal>;
}

function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'string' && Object.hasOwn(ERRORS, result);
}
