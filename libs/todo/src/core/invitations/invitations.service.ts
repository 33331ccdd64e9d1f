import { Inject, Injectable } from '@nestjs/common';
import {
  AUTH_CLIENT,
  type AuthClient,
  hashOfLinkToken,
  linkToPage,
  newLinkToken,
  type User,
} from '#auth-kernel';
import { INVITATION_DAYS } from '../../todo.limits.js';
import { InvitationMails } from './invitation-mails.js';
import { InvitationsDal } from '../ports/invitations.dal.js';
import { unwrap } from '../refusal.js';
import { type Actor, NO_USER, type UserRef } from '../user-ref.js';
import { usersById } from '../users/users-by-id.js';
import type { Invitation, Invitee, Inviting } from './invitation.js';

const DAY_MS = 86_400_000;

/** Who is invited. */
export interface Invited {
  /** In lower case. */
  email: string;
  /** The user who has it, if there is one. */
  user: UserRef | undefined;
  /** Whether that user has blocked the sender, and so gets no mail. */
  isUnwanted: boolean;
}

/** An invitation that was just made. Its token is known this once. */
export interface NewInvitation extends Invitation {
  token: string;
  /** To the page that accepts it; `undefined` if this installation has no public address. */
  link: string | undefined;
}

/** An invitation, as shown to whom it is for. */
export interface ReceivedInvitation extends Invitation {
  senderEmail: string;
}

/**
 * Invitations to items and lists: for people who have not accepted one of the owner before. All that the owner sees is the same
 * whether there is a user with the email or not, and whether the user has declined.
 * All methods throw as `ItemsService` does, and ServiceError `database_required` with a store that has no invitations.
 */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationsDal,
    private readonly mails: InvitationMails,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  /** Whether there are invitations here. Without them, items are shared at once. */
  get areOn(): boolean {
    return this.invitations.isOn;
  }

  /**
   * Invites an email to an item or a list that the user owns. Its earlier token becomes invalid. The first invitation of an email
   * within a day is mailed, if the owner has confirmed their own.
   *
   * @throws ServiceError `item_not_found`, `list_not_found`, `member_limit_reached`, `invitation_limit_reached`
   */
  async create(owner: Actor, to: Inviting, invited: Invited): Promise<NewInvitation> {
    const [token, now] = [newLinkToken(), Date.now()];
    const draft = {
      ...{ email: invited.email, tokenHash: hashOfLinkToken(token) },
      ...{ createdAt: new Date(now), expiresAt: new Date(now + INVITATION_DAYS * DAY_MS) },
    };
    const ids = [owner.userId, invited.user?.userId ?? NO_USER];
    const known = await this.auth.addressees(ids);
    const [sender, recipient] = ids.map((id) => known.find((each) => each.id === id));
    const mail = async () => {
      if (!sender?.email || !sender.page || invited.isUnwanted) return;
      const { email: senderEmail, page } = sender;
      const locale = recipient ? recipient.locale : sender.locale;
      await this.mails.send({ to: invited.email, locale, sender: owner, senderEmail, page });
    };
    const invitation = unwrap(await this.invitations.invite(owner, to, draft, mail));
    const link = sender?.page && linkToPage(sender.page, '/invitation', token);
    return { ...invitation, token, link };
  }

  /** Those for the email of the user, the newest first. */
  async received(user: UserRef): Promise<ReceivedInvitation[]> {
    const own = await this.userOf(user);
    const received = unwrap(await this.invitations.received(user, own?.email ?? ''));
    return this.withSenders(received);
  }

  /** Those that the user has sent and that are not accepted, the newest first. */
  async sent(user: UserRef): Promise<Invitation[]> {
    return unwrap(await this.invitations.sent(user));
  }

  /** The invitation of a link. @throws ServiceError `invitation_not_found` */
  async find(user: UserRef, token: string): Promise<ReceivedInvitation> {
    const found = unwrap(await this.invitations.find(user, hashOfLinkToken(token)));
    const [invitation] = await this.withSenders([found]);
    return unwrap(invitation ?? 'invitation_missing');
  }

  /**
   * Makes the user a member, once however often it is repeated. From then on, the sender needs no invitation to share
   * other items with the user.
   *
   * @param token of the link, if the invitation is for another email
   * @returns the item, or the list of the user
   * @throws ServiceError `invitation_not_found`, `already_shared`, `share_limit_reached`, `member_limit_reached`,
   * `list_limit_reached`
   */
  async accept(user: Actor, id: number, token?: string): Promise<Inviting> {
    return unwrap(await this.invitations.accept(user, id, await this.inviteeOf(user, token)));
  }

  /**
   * Hides an invitation from the user, of which its sender learns nothing.
   *
   * @param blocks whether to hide all of the sender, too
   * @param token of the link, if the invitation is for another email: for that one it stays
   * @throws ServiceError `invitation_not_found`
   */
  async decline(user: UserRef, id: number, blocks: boolean, token?: string): Promise<void> {
    const invitee = await this.inviteeOf(user, token);
    unwrap(await this.invitations.decline(user, id, invitee, blocks));
  }

  /** Makes an invitation invalid that the user has sent. @throws ServiceError `invitation_not_found` */
  async withdraw(user: UserRef, id: number): Promise<void> {
    unwrap(await this.invitations.withdraw(user, id));
  }

  private async inviteeOf(user: UserRef, token: string | undefined): Promise<Invitee> {
    const email = (await this.userOf(user))?.email ?? '';
    return { email, ...(token !== undefined && { tokenHash: hashOfLinkToken(token) }) };
  }

  private async userOf({ userId }: UserRef): Promise<User | undefined> {
    return (await this.auth.usersByIds([userId]))[0];
  }

  /** Without those of users who are unknown to auth. */
  private async withSenders(invitations: readonly Invitation[]): Promise<ReceivedInvitation[]> {
    const ids = invitations.map(({ senderId }) => senderId);
    const senders = await usersById(this.auth, ids);
    return invitations.flatMap((invitation) => {
      const senderEmail = senders.get(invitation.senderId)?.email;
      return senderEmail === undefined ? [] : [{ ...invitation, senderEmail }];
    });
  }
}
