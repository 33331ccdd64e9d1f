import type { Invitee } from '../../../core/invitations/invitation.js';
import type { Actor } from '../../../core/user-ref.js';
import { noteAction } from '../item-entries.js';
import { addMember } from '../memberships/add-member.js';
import {
  type Acceptance,
  isFor,
  isOfItem,
  isOpen,
  type ItemInvitation,
  MISSING,
  withItem,
} from './invited.js';
import { ACCEPT, LOCK } from './invitations.statements.js';
import { PUT_SENDER } from './senders.statements.js';

/** Accepts an invitation to an item: see `InvitationsDal.accept`. */
export function acceptItem(
  { source, statements, limits }: Acceptance,
  user: Actor,
  id: number,
  { itemId }: ItemInvitation,
  invitee: Invitee,
) {
  return withItem(source, user, itemId, async (manager) => {
    const [invitation] = await statements.run(LOCK, [id]);
    // Meanwhile its item may have been deleted, or it was made again.
    const isSame = isOfItem(invitation) && invitation.itemId === itemId;
    if (!isSame || !isFor(invitation, user, invitee)) return MISSING;
    if (invitation.acceptedBy === user.userId) return { itemId };
    if (!isOpen(invitation)) return MISSING;
    const { senderId } = invitation;
    const added = await addMember(manager, limits, senderId, itemId, user);
    if (added !== 'done') return added === 'item_missing' ? MISSING : added;
    await statements.run(ACCEPT, [id, user.userId, invitee.email]);
    await statements.run(PUT_SENDER, [user.userId, senderId, false]);
    await noteAction(statements, 'invitation_accepted', user, itemId, senderId);
    return { itemId };
  });
}
