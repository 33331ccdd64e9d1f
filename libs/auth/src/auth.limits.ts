/**
 * The access tokens of a user, also those that have expired: housekeeping keeps them for a while, to
 * be seen.
 */
export const MAX_ACCESS_TOKENS = 50;

/** The passkeys of a user. */
export const MAX_PASSKEYS = 20;
