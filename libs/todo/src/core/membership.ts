/** The role of a user in an item: exactly one user owns it, others may share it. */
export type MembershipRole = 'owner' | 'member';

export interface Membership {
  userId: number;
  role: MembershipRole;
}

/** Only the owner of an item shares it. */
export function mayShare(role: MembershipRole | undefined): boolean {
  return role === 'owner';
}

/** Only the owner removes other members. Each member may leave. */
export function mayRemove(role: MembershipRole | undefined, isSelf: boolean): boolean {
  return role === 'owner' || (isSelf && role === 'member');
}
