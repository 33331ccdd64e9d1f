import type { EntityManager } from 'typeorm';
import type { Invitee } from '../../../core/invitations/invitation.js';
import type { UserRef } from '../../../core/user-ref.js';
import { joinList } from '../shared-lists/join-list.js';
import { retried } from '../shared-lists/retried.js';
import { ROWS_OF_LIST } from '../shared-lists/shared-lists.statements.js';
import { insertUserRefs } from '../users/user-refs.js';
import {
  type Acceptance,
  isFor,
  isOfList,
  isOpen,
  type ListInvitation,
  MISSING,
} from './invited.js';
import { ACCEPT, LOCK } from './invitations.statements.js';
import { PUT_SENDER } from './senders.statements.js';

/** Accepts an invitation to a list: see `InvitationsDal.accept`. */
export async function acceptList(
  dal: Acceptance,
  user: UserRef,
  id: number,
  found: ListInvitation,
  invitee: Invitee,
) {
  await insertUserRefs(dal.source, [user]);
  return retried(dal.source, user, (manager) => tryOnce(dal, manager, user, id, found, invitee));
}

async function tryOnce(
  { statements, limits }: Acceptance,
  manager: EntityManager,
  user: UserRef,
  id: number,
  { listId, senderId }: ListInvitation,
  invitee: Invitee,
) {
  const joined = await joinList(statements, manager, limits, { userId: senderId, listId }, user);
  const [invitation] = await statements.run(LOCK, [id]);
  // It may have been made again.
  if (!isOfList(invitation) || !isFor(invitation, user, invitee)) return MISSING;
  if (joined === 'already_member' && invitation.acceptedBy === user.userId) {
    const rows = await statements.run(ROWS_OF_LIST, [senderId, listId]);
    return { listId: rows.find(({ userId }) => userId === user.userId)!.id };
  }
  if (typeof joined !== 'number') return joined === 'list_missing' ? MISSING : joined;
  if (!isOpen(invitation)) return MISSING;
  await statements.run(ACCEPT, [id, user.userId, invitee.email]);
  await statements.run(PUT_SENDER, [user.userId, senderId, false]);
  return { listId: joined };
}
