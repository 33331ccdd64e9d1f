import { INVITATIONS_PER_DAY, INVITATIONS_PER_EMAIL } from '../../todo.limits.js';
import type { ItemLimits } from '../item-limits.js';

/** What an invitation is to. */
export type Inviting = { itemId: number } | { listId: number };

/** An invitation to an item or a list. Whom it is for is known by the email alone: there may be no such user. */
export interface Invitation {
  id: number;
  itemId: number | null;
  listId: number | null;
  /** Of the item, or the name of the list. */
  title: string;
  /** The owner of the item or the list. */
  senderId: number;
  /** In lower case. */
  email: string;
  createdAt: Date;
  expiresAt: Date;
}

/** The counts that decide whether one more email may be invited. */
export interface InvitationCounts {
  /** Other invitations of the sender within a day. */
  bySender: number;
  /** Those of them that are to this email. */
  toEmail: number;
  /** Of the item or the list, but its owner. */
  members: number;
  /** Whether the sender has not invited the email within a day. */
  isFirst: boolean;
}

/** The limit that one more invitation would exceed. */
export function invitationRefusal(
  { bySender, toEmail, members }: Omit<InvitationCounts, 'isFirst'>,
  { membersPerItem }: Pick<ItemLimits, 'membersPerItem'>,
): 'too_many_members' | 'too_many_invitations' | undefined {
  if (members >= membersPerItem) return 'too_many_members';
  const isFull = bySender >= INVITATIONS_PER_DAY || toEmail >= INVITATIONS_PER_EMAIL;
  return isFull ? 'too_many_invitations' : undefined;
}

/** An invitation to be stored. */
export interface InvitationDraft {
  email: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
}

/** Whom an invitation is for: who has its email, or its token. */
export interface Invitee {
  email: string;
  tokenHash?: string | undefined;
}
