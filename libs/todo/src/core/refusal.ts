import { ServiceError } from '#glue/errors';

/** The error that a client gets for each reason why a store did nothing. */
const ERRORS = {
  user_deleted: 'session_ended',
  user_replaced: 'user_id_reused',
  item_missing: 'item_not_found',
  too_many_items: 'item_limit_reached',
  titles_too_long: 'title_limit_reached',
  target_deleted: 'user_not_found',
  target_replaced: 'user_id_reused',
  already_member: 'already_shared',
  too_many_shares: 'share_limit_reached',
  too_many_members: 'member_limit_reached',
  member_missing: 'connection_not_found',
} as const;

/** Why a store did not do what it was asked. Nothing was changed. */
export type Refusal = keyof typeof ERRORS;

/** Of the user who asks. */
export type UserRefusal = 'user_deleted' | 'user_replaced';

/** @throws ServiceError if a store refused; see {@link Refusal} */
export function unwrap<T>(result: T | Refusal): Exclude<T, Refusal> {
  if (isRefusal(result)) throw new ServiceError(ERRORS[result]);
  return result as Exclude<T, Refusal>;
}

function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'string' && Object.hasOwn(ERRORS, result);
}
