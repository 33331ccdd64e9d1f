import type { DataSource, EntityManager } from 'typeorm';
import type { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import type { Invitee } from '../../../core/invitations/invitation.js';
import type { UserRef } from '../../../core/user-ref.js';
import { lockItem } from '../memberships/memberships.js';
import { insertUserRefs, lockUser, readUserRef } from '../users/user-refs.js';
import type { StoredInvitation } from './invitations.statements.js';

export const MISSING = 'invitation_missing' as const;

/** What runs the statements of an acceptance. */
export interface Acceptance {
  source: DataSource;
  statements: StatementRunner;
  limits: ItemLimits;
}

export type ItemInvitation = StoredInvitation & { itemId: number };
export type ListInvitation = StoredInvitation & { listId: number };

export function isOfItem(invitation: StoredInvitation | undefined): invitation is ItemInvitation {
  return typeof invitation?.itemId === 'number';
}

export function isOfList(invitation: StoredInvitation | undefined): invitation is ListInvitation {
  return typeof invitation?.listId === 'number';
}

/** Who has accepted an invitation may repeat that. */
export function isFor(
  { email, tokenHash, acceptedBy }: StoredInvitation,
  { userId }: UserRef,
  invitee: Invitee,
): boolean {
  return acceptedBy === userId || invitee.email === email || invitee.tokenHash === tokenHash;
}

export function isOpen(invitation: StoredInvitation | undefined): invitation is StoredInvitation {
  return invitation?.state === 'open' && invitation.expiresAt.getTime() > Date.now();
}

/** Runs work while an item and the user are locked. */
export function withItem<T>(
  source: DataSource,
  user: UserRef,
  itemId: number,
  work: (manager: EntityManager) => Promise<T>,
) {
  return withUser(source, user, work, (manager) => lockItem(manager, itemId));
}

/** Runs work while the user is locked, and what is locked `before`. */
export async function withUser<T>(
  source: DataSource,
  user: UserRef,
  work: (manager: EntityManager) => Promise<T>,
  before?: (manager: EntityManager) => Promise<void>,
) {
  await insertUserRefs(source, [user]);
  return source.transaction(async (manager) => {
    await before?.(manager);
    await lockUser(manager, user.userId);
    const { refusal } = await readUserRef(manager, user);
    return refusal ?? work(manager);
  });
}
