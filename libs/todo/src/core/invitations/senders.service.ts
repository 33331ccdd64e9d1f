import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { SendersDal } from '../ports/senders.dal.js';
import { unwrap } from '../refusal.js';
import type { UserRef } from '../user-ref.js';
import { usersById } from '../users/users-by-id.js';
import type { Sender } from './sender.js';

/** A sender, as shown to the user. */
export interface ShownSender extends Sender {
  email: string;
}

/**
 * Whom a user has accepted, who may share items with the user without an invitation, and whom the user has blocked.
 * Throws as `InvitationsService` does.
 */
@Injectable()
export class SendersService {
  constructor(
    private readonly senders: SendersDal,
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
  ) {}

  /** In the order of their ids, without users who are unknown to auth. */
  async all(user: UserRef): Promise<ShownSender[]> {
    const senders = unwrap(await this.senders.all(user));
    const ids = senders.map(({ userId }) => userId);
    const users = await usersById(this.auth, ids);
    return senders.flatMap((sender) => {
      const email = users.get(sender.userId)?.email;
      return email === undefined ? [] : [{ ...sender, email }];
    });
  }

  /** Blocks a sender, or who has a list that the user has, too. Items that are shared stay. @throws ServiceError `sender_not_found` */
  async block(user: UserRef, senderId: number): Promise<void> {
    unwrap(await this.senders.block(user, senderId));
  }

  /** The sender, who may have been blocked, needs an invitation again. @throws ServiceError `sender_not_found` */
  async forget(user: UserRef, senderId: number): Promise<void> {
    unwrap(await this.senders.forget(user, senderId));
  }
}
