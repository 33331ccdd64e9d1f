import type { StatementRunner } from '#glue/db';
import type { Invitee } from '../../../core/invitations/invitation.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { noteListAction } from '../item-entries.js';
import { joinList } from '../shared-lists/join-list.js';
import { ATTEMPTS, type ListKey, type Locking } from '../shared-lists/lock-list.js';
import { ROWS_OF_LIST } from '../shared-lists/shared-lists.statements.js';
import { retried } from '../unless-refused.js';
import { insertUserRefs, readUserRef } from '../users/user-refs.js';
import {
  type Acceptance,
  isFor,
  isOfList,
  isOpen,
  type ListInvitation,
  MISSING,
} from './invited.js';
import { ACCEPT, LOCK, READ } from './invitations.statements.js';
import { PUT_SENDER } from './senders.statements.js';

/** Accepts an invitation to a list: see `InvitationsDal.accept`. */
export async function acceptList(
  { source, statements, limits }: Acceptance,
  user: Actor,
  id: number,
  { listId, senderId }: ListInvitation,
  invitee: Invitee,
) {
  await insertUserRefs(source, [user]);
  return retried(source, ATTEMPTS, async (manager, isLast) => {
    const { refusal } = await readUserRef(manager, user);
    if (refusal) return refusal;
    const key = { userId: senderId, listId };
    const [before] = await statements.run(READ, [id]);
    if (before?.acceptedBy === user.userId) return acceptedOf(statements, key, user);
    if (!isOpen(before)) return MISSING;
    const locking: Locking = { statements, manager, isLast };
    const joined = await joinList(locking, limits, key, user);
    if (joined === 'list_missing') return MISSING;
    // It may have been accepted, withdrawn or made again meanwhile.
    const [invitation] = await statements.run(LOCK, [id]);
    const isSame = isOfList(invitation) && isFor(invitation, user, invitee);
    if (joined === 'already_member' && invitation?.acceptedBy === user.userId) return 'again';
    if (typeof joined !== 'number') return joined;
    if (!isSame || !isOpen(invitation)) return MISSING;
    await statements.run(ACCEPT, [id, user.userId, invitee.email]);
    await statements.run(PUT_SENDER, [user.userId, senderId, false]);
    await noteListAction(statements, 'invitation_accepted', { ...user, listId: joined }, key);
    return { listId: joined };
  });
}

/** What was accepted before, if the user is still a member. */
async function acceptedOf(
  statements: StatementRunner,
  { userId: ownerId, listId }: ListKey,
  user: UserRef,
) {
  const rows = await statements.run(ROWS_OF_LIST, [ownerId, listId]);
  const own = rows.find(({ userId }) => userId === user.userId);
  return own ? { listId: own.id } : MISSING;
}
