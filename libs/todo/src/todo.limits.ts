/** The limits that no variable sets. */
export const SHARING_LIMITS = {
  sharedPerSender: 1_000,
  sharedPerReceiver: 10_000,
  membersPerItem: 100,
};

/** Archived ones included. */
export const LISTS_PER_USER = 200;

/** The operations of one request. */
export const OPERATIONS_PER_REQUEST = 500;
/** Of the body of such a request. */
export const OPERATIONS_BYTES = 1024 * 1024;

/** The open streams of events of a user, at one process. */
export const STREAMS_PER_USER = 10;
