/** The limits that no variable sets. */
export const SHARING_LIMITS = {
  sharedPerSender: 1_000,
  sharedPerReceiver: 10_000,
  membersPerItem: 100,
};

/** How long an invitation can be accepted, in days. */
export const INVITATION_DAYS = 14;
/** The invitations of a user within a day, and those of them that are to one email. */
export const INVITATIONS_PER_DAY = 50;
export const INVITATIONS_PER_EMAIL = 10;

/** Archived ones included. */
export const LISTS_PER_USER = 200;

/** The operations of one request. */
export const OPERATIONS_PER_REQUEST = 500;
/** Of the body of such a request. */
export const OPERATIONS_BYTES = 1024 * 1024;

/** The open streams of events of a user, at one process. */
export const STREAMS_PER_USER = 10;
