import type { Sender, SenderState } from '../invitations/sender.js';
import type { UserRefusal } from '../refusal.js';
import type { UserRef } from '../user-ref.js';

/** Stores whose invitations a user has accepted, and whom the user has blocked. */
export abstract class SendersDal {
  /** `accepted` if `senderId` may share with `userId` without an invitation; `undefined` for all who are no senders. */
  abstract stateOf(userId: number, senderId: number): Promise<SenderState | undefined>;

  /** In the order of their ids. */
  abstract all(user: UserRef): Promise<Sender[] | UserRefusal | 'not_stored'>;

  /** Hides the invitations of one of the senders, who shares nothing with the user any more. */
  abstract block(
    user: UserRef,
    senderId: number,
  ): Promise<'done' | UserRefusal | 'sender_missing' | 'not_stored'>;

  /** The sender, who may have been blocked, needs an invitation again. */
  abstract forget(
    user: UserRef,
    senderId: number,
  ): Promise<'done' | UserRefusal | 'sender_missing' | 'not_stored'>;
}
