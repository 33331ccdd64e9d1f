/** How much one user may have, and how much one item may be shared. */
export interface ItemLimits {
  /** Items that a user owns. One that is handed over to them does not count: it came by a share. */
  itemsPerUser: number;
  /** Bytes of UTF-8 of the titles of these items. */
  titleBytesPerUser: number;
  /** Items of one owner that a user is a member of. */
  sharedPerSender: number;
  /** Items of all others that a user is a member of, or was until they were handed over. */
  sharedPerReceiver: number;
  membersPerItem: number;
}

/** Those that no variable sets. */
export const SHARING_LIMITS = {
  sharedPerSender: 1_000,
  sharedPerReceiver: 10_000,
  membersPerItem: 100,
};

/** What a user owns and was not handed over to them. */
export interface Owned {
  items: number;
  /** Bytes of UTF-8 of their titles. */
  bytes: number;
}

/** Why a user may not own as much more. */
export function ownRefusal(
  owned: Owned,
  more: Owned,
  { itemsPerUser, titleBytesPerUser }: ItemLimits,
): 'too_many_items' | 'titles_too_long' | undefined {
  if (owned.items + more.items > itemsPerUser) return 'too_many_items';
  return owned.bytes + more.bytes > titleBytesPerUser ? 'titles_too_long' : undefined;
}

/** How much is shared already, where one more share is asked for. */
export interface Shares {
  /** Items of the one who shares that the target is a member of. */
  bySender: number;
  /** Items of all owners that the target is a member of, or was until they were handed over. */
  toReceiver: number;
  /** Members of the item. */
  members: number;
}

/** Why an item may not be shared once more. */
export function shareRefusal(
  shares: Shares,
  limits: ItemLimits,
): 'too_many_members' | 'too_many_shares' | undefined {
  if (shares.members >= limits.membersPerItem) return 'too_many_members';
  const isFull =
    shares.bySender >= limits.sharedPerSender || shares.toReceiver >= limits.sharedPerReceiver;
  return isFull ? 'too_many_shares' : undefined;
}
