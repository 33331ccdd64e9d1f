/** The limits that no variable sets. */
export const SHARING_LIMITS = {
  sharedPerSender: 1_000,
  sharedPerReceiver: 10_000,
  membersPerItem: 100,
};
