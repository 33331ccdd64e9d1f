/** What a user is to an item: exactly one owns it, others may share it. */
export type MembershipRole = 'owner' | 'member';

/** A member of an item: the user, and what they are to it. */
export interface Membership {
  userId: number;
  role: MembershipRole;
}
