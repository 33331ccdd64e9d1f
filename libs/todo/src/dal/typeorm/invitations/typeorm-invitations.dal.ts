import type { DataSource, EntityManager } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import {
  type InvitationDraft,
  invitationRefusal,
  type Invitee,
} from '../../../core/invitations/invitation.js';
import { mayShare } from '../../../core/membership.js';
import { InvitationsDal } from '../../../core/ports/invitations.dal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { noteAction } from '../item-entries.js';
import { addMember, roleOf } from '../memberships/add-member.js';
import { lockItem } from '../memberships/memberships.js';
import { insertUserRefs, lockUser, readUserRef } from '../users/user-refs.js';
import { announceChange } from '../versions/announced.js';
import * as sql from './invitations.statements.js';
import { PUT_SENDER } from './senders.statements.js';

const MISSING = 'invitation_missing' as const;
const DAY_MS = 86_400_000;

/** Locks the item of an invitation first, then the user, then the invitation. */
export class TypeormInvitationsDal extends InvitationsDal {
  override readonly isOn = true;
  private readonly statements: StatementRunner;

  constructor(
    private readonly source: DataSource,
    private readonly limits: ItemLimits,
  ) {
    super();
    this.statements = new StatementRunner(source);
  }

  override async invite(
    owner: Actor,
    itemId: number,
    draft: InvitationDraft,
    whenFirst?: () => Promise<void>,
  ) {
    return this.withItem(owner, itemId, async (manager) => {
      if (!mayShare(await roleOf(manager, owner.userId, itemId))) return 'item_missing';
      const { email, tokenHash, createdAt, expiresAt } = draft;
      const dayAgo = new Date(createdAt.getTime() - DAY_MS);
      const counted = [owner.userId, itemId, email, dayAgo];
      const [counts] = await this.statements.run(sql.COUNTS, counted);
      const full = invitationRefusal(counts!, this.limits);
      if (full) return full;
      const values = [itemId, owner.userId, email, tokenHash, createdAt, expiresAt];
      const [put] = await this.statements.run(sql.PUT, values);
      await noteAction(this.statements, 'invitation_sent', owner, itemId);
      if (counts!.isFirst && !put!.declined) await whenFirst?.();
      const [stored] = await this.statements.run(sql.FIND, [tokenHash, createdAt]);
      return stored!;
    });
  }

  override async received(user: UserRef, email: string) {
    const { refusal } = await readUserRef(this.source, user);
    return refusal ?? this.statements.run(sql.RECEIVED, [user.userId, email, new Date()]);
  }

  override async sent(user: UserRef) {
    const { refusal } = await readUserRef(this.source, user);
    return refusal ?? this.statements.run(sql.SENT, [user.userId, new Date()]);
  }

  override async find(user: UserRef, tokenHash: string) {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    const [found] = await this.statements.run(sql.FIND, [tokenHash, new Date()]);
    return found ?? MISSING;
  }

  override async accept(user: Actor, id: number, invitee: Invitee) {
    const outcome = await this.withInvitation(user, id, invitee, async (manager, invitation) => {
      const { itemId, senderId } = invitation;
      if (invitation.acceptedBy === user.userId) return itemId;
      if (!isOpen(invitation)) return MISSING;
      const added = await addMember(manager, this.limits, senderId, itemId, user);
      if (added !== 'done') return added === 'item_missing' ? MISSING : added;
      await this.statements.run(sql.ACCEPT, [id, user.userId, invitee.email]);
      await this.statements.run(PUT_SENDER, [user.userId, senderId, false]);
      await noteAction(this.statements, 'invitation_accepted', user, itemId, senderId);
      return itemId;
    });
    if (typeof outcome === 'number') announceChange(this.source);
    return outcome;
  }

  override async decline(user: UserRef, id: number, invitee: Invitee, blocks: boolean) {
    return this.withInvitation(user, id, invitee, async (manager, invitation) => {
      const { itemId, senderId } = invitation;
      const isSenders = mayShare(await roleOf(manager, senderId, itemId));
      const isOwn = senderId === user.userId;
      if (!isSenders || isOwn || !isOpen(invitation)) return MISSING;
      await this.statements.run(sql.DECLINE, [id, invitee.email]);
      if (blocks) await this.statements.run(PUT_SENDER, [user.userId, senderId, true]);
      return 'done' as const;
    });
  }

  override async withdraw(user: UserRef, id: number) {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    const rows = await this.statements.run(sql.WITHDRAW, [id, user.userId]);
    return rows.length > 0 ? 'done' : MISSING;
  }

  /** Nothing is locked for a user whom the invitation is not for. */
  private async withInvitation<T>(
    user: UserRef,
    id: number,
    invitee: Invitee,
    work: (manager: EntityManager, invitation: ItemInvitation) => Promise<T>,
  ) {
    const [found] = await this.statements.run(sql.READ, [id]);
    if (!isOfItem(found) || !isFor(found, user, invitee)) {
      return (await readUserRef(this.source, user)).refusal ?? MISSING;
    }
    return this.withItem(user, found.itemId, async (manager) => {
      const [invitation] = await this.statements.run(sql.LOCK, [id]);
      // Meanwhile its item may have been deleted, or it was made again.
      const isSame = isOfItem(invitation) && invitation.itemId === found.itemId;
      return isSame && isFor(invitation, user, invitee) ? work(manager, invitation) : MISSING;
    });
  }

  private async withItem<T>(
    user: UserRef,
    itemId: number,
    work: (manager: EntityManager) => Promise<T>,
  ) {
    await insertUserRefs(this.source, [user]);
    return this.source.transaction(async (manager) => {
      await lockItem(manager, itemId);
      await lockUser(manager, user.userId);
      const { refusal } = await readUserRef(manager, user);
      return refusal ?? work(manager);
    });
  }
}

type ItemInvitation = sql.StoredInvitation & { itemId: number };

function isOfItem(invitation: sql.StoredInvitation | undefined): invitation is ItemInvitation {
  return typeof invitation?.itemId === 'number';
}

/** Who has accepted an invitation may repeat that. */
function isFor(
  { email, tokenHash, acceptedBy }: sql.StoredInvitation,
  { userId }: UserRef,
  invitee: Invitee,
): boolean {
  return acceptedBy === userId || invitee.email === email || invitee.tokenHash === tokenHash;
}

function isOpen({ state, expiresAt }: sql.StoredInvitation): boolean {
  return state === 'open' && expiresAt.getTime() > Date.now();
}
