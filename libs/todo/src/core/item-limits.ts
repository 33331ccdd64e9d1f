/** The limits of a user's items, and of the sharing of an item. */
export interface ItemLimits {
  /** Items that a user owns, except those that were handed over to the user. */
  itemsPerUser: number;
  /** Bytes of UTF-8 of the titles of these items. */
  titleBytesPerUser: number;
  /** Items of one owner that a user is a member of. */
  sharedPerSender: number;
  /** Items of all others that a user is a member of, or was until they were handed over. */
  sharedPerReceiver: number;
  membersPerItem: number;
}

/** What a user owns, except items that were handed over to the user. */
export interface Owned {
  items: number;
  bytes: number;
}

/** The limit that a user would exceed by owning more. */
export function ownRefusal(
  owned: Owned,
  more: Owned,
  { itemsPerUser, titleBytesPerUser }: ItemLimits,
): 'too_many_items' | 'titles_too_long' | undefined {
  if (owned.items + more.items > itemsPerUser) return 'too_many_items';
  return owned.bytes + more.bytes > titleBytesPerUser ? 'titles_too_long' : undefined;
}

/** The counts that decide whether an item may be shared once more. */
export interface Shares {
  /** Items of the owner that the target is a member of. */
  bySender: number;
  /** Items of all owners that the target is a member of, or was until they were handed over. */
  toReceiver: number;
  members: number;
}

/** The limit that one more share would exceed. */
export function shareRefusal(
  shares: Shares,
  limits: ItemLimits,
): 'too_many_members' | 'too_many_shares' | undefined {
  if (shares.members >= limits.membersPerItem) return 'too_many_members';
  const isFull =
    shares.bySender >= limits.sharedPerSender || shares.toReceiver >= limits.sharedPerReceiver;
  return isFull ? 'too_many_shares' : undefined;
}
