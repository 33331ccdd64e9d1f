import type { Origin } from './ports/item-audit.js';

/**
 * A user, as the store of items identifies one. Items belong to the id. The public id tells whether
 * it is still the same user: a restore of auth may reuse ids.
 */
export interface UserRef {
  userId: number;
  uniqueId: string;
}

/** The id of no user. */
export const NO_USER = 0;

/** A user who does something, and from where: for the audit. */
export interface Actor extends UserRef, Origin {}
