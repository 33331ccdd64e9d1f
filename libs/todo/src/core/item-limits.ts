/** How much one user may have, and how much one item may be shared. */
export interface ItemLimits {
  /** Items that a user owns. One that is handed over to them counts, but is never refused. */
  itemsPerUser: number;
  /** Bytes of UTF-8 of the titles of these items. */
  titleBytesPerUser: number;
  /** Items of one owner that a user is a member of. */
  sharedPerSender: number;
  /** Items of all others that a user is a member of. */
  sharedPerReceiver: number;
  membersPerItem: number;
}

/** Those that no variable sets. */
export const SHARING_LIMITS = {
  sharedPerSender: 1_000,
  sharedPerReceiver: 10_000,
  membersPerItem: 100,
};
