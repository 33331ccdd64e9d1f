import { ServiceError } from '#glue/errors';
import type { ItemLimits } from './item-limits.js';

/**
 * What whoever shares is told of the user whom they share with: one who has been
 * deleted is not there, while of a caller it would be the session that is over.
 */
export function asTarget(error: unknown): unknown {
  const isDeleted = error instanceof ServiceError && error.code === 'session_ended';
  return isDeleted ? new ServiceError('user_not_found', { cause: error }) : error;
}

/** How much is shared already, where one more share is asked for. */
export interface Shares {
  /** Items of the one who shares that the target is a member of. */
  bySender: number;
  /** Items of anybody's that the target is a member of. */
  toReceiver: number;
  /** Members of the item. */
  members: number;
}

/** @throws ServiceError `member_limit_reached`, `share_limit_reached` */
export function assertMayShare(shares: Shares, limits: ItemLimits): void {
  if (shares.members >= limits.membersPerItem) throw new ServiceError('member_limit_reached');
  const isFull =
    shares.bySender >= limits.sharedPerSender || shares.toReceiver >= limits.sharedPerReceiver;
  if (isFull) throw new ServiceError('share_limit_reached');
}
