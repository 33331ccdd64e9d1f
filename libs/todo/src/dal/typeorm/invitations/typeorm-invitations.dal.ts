import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import type { ItemLimits } from '../../../core/item-limits.js';
import {
  type InvitationDraft,
  invitationRefusal,
  type Invitee,
  type Inviting,
} from '../../../core/invitations/invitation.js';
import { mayShare } from '../../../core/membership.js';
import { InvitationsDal } from '../../../core/ports/invitations.dal.js';
import type { Actor, UserRef } from '../../../core/user-ref.js';
import { noteAction, noteListAction } from '../item-entries.js';
import { roleOf } from '../memberships/add-member.js';
import { readUserRef } from '../users/user-refs.js';
import { announceChange } from '../versions/announced.js';
import { acceptItem } from './accept-item.js';
import { acceptList } from './accept-list.js';
import { isFor, isOfItem, isOfList, isOpen, MISSING, withItem, withUser } from './invited.js';
import * as sql from './invitations.statements.js';
import { PUT_SENDER } from './senders.statements.js';

const DAY_MS = 86_400_000;

/** Locks the item of an invitation first, then the user, rows of a list, and the invitation. */
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
    to: Inviting,
    draft: InvitationDraft,
    whenFirst?: () => Promise<void>,
  ) {
    if ('listId' in to) {
      return withUser(this.source, owner, async () => {
        const kept = await this.statements.run(sql.KEEP_LIST, [owner.userId, to.listId]);
        if (kept.length === 0) return 'list_missing';
        const stored = await this.put(sql.TO.list, to.listId, owner, draft, whenFirst);
        if (typeof stored !== 'string') {
          const list = { ...owner, listId: to.listId };
          await noteListAction(this.statements, 'invitation_sent', list);
        }
        return stored;
      });
    }
    return withItem(this.source, owner, to.itemId, async (manager) => {
      if (!mayShare(await roleOf(manager, owner.userId, to.itemId))) return 'item_missing';
      const stored = await this.put(sql.TO.item, to.itemId, owner, draft, whenFirst);
      if (typeof stored !== 'string') {
        await noteAction(this.statements, 'invitation_sent', owner, to.itemId);
      }
      return stored;
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
    const found = await this.foundFor(user, id, invitee);
    const { source, statements, limits } = this;
    const dal = { source, statements, limits };
    const outcome = !found
      ? await this.missing(user)
      : isOfItem(found)
        ? await acceptItem(dal, user, id, found, invitee)
        : isOfList(found)
          ? await acceptList(dal, user, id, found, invitee)
          : MISSING;
    if (typeof outcome !== 'string') announceChange(this.source);
    return outcome;
  }

  override async decline(user: UserRef, id: number, invitee: Invitee, blocks: boolean) {
    const found = await this.foundFor(user, id, invitee);
    if (!found) return this.missing(user);
    const decline = async (isSenders: boolean) => {
      const [invitation] = await this.statements.run(sql.LOCK, [id]);
      const isOwn = invitation?.senderId === user.userId;
      if (!isSenders || isOwn || !isOpen(invitation) || !isFor(invitation, user, invitee))
        return MISSING;
      await this.statements.run(sql.DECLINE, [id, invitee.email]);
      const values = [user.userId, invitation.senderId, true];
      if (blocks) await this.statements.run(PUT_SENDER, values);
      return 'done' as const;
    };
    const { senderId } = found;
    if (isOfItem(found)) {
      return withItem(this.source, user, found.itemId, async (manager) =>
        decline(mayShare(await roleOf(manager, senderId, found.itemId))),
      );
    }
    return withUser(this.source, user, async () => {
      const kept = await this.statements.run(sql.KEEP_LIST, [senderId, found.listId]);
      return decline(kept.length > 0);
    });
  }

  override async withdraw(user: UserRef, id: number) {
    const { refusal } = await readUserRef(this.source, user);
    if (refusal) return refusal;
    const rows = await this.statements.run(sql.WITHDRAW, [id, user.userId]);
    return rows.length > 0 ? 'done' : MISSING;
  }

  private async put(
    { put, counts: countsOf }: (typeof sql.TO)['item'],
    to: number,
    { userId }: UserRef,
    { email, tokenHash, createdAt, expiresAt }: InvitationDraft,
    whenFirst?: () => Promise<void>,
  ) {
    const dayAgo = new Date(createdAt.getTime() - DAY_MS);
    const [counts] = await this.statements.run(countsOf, [userId, to, email, dayAgo]);
    const full = invitationRefusal(counts!, this.limits);
    if (full) return full;
    const values = [to, userId, email, tokenHash, createdAt, expiresAt];
    const [made] = await this.statements.run(put, values);
    if (counts!.isFirst && !made!.declined) await whenFirst?.();
    const [stored] = await this.statements.run(sql.FIND, [tokenHash, createdAt]);
    return stored!;
  }

  /** Nothing is locked for a user whom the invitation is not for. */
  private async foundFor(user: UserRef, id: number, invitee: Invitee) {
    const [found] = await this.statements.run(sql.READ, [id]);
    return found && isFor(found, user, invitee) ? found : undefined;
  }

  private async missing(user: UserRef) {
    return (await readUserRef(this.source, user)).refusal ?? MISSING;
  }
}
